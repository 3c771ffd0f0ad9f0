"""Everybody and every place that requests draw on, at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from embeddings.models import Model
from matcher.conflicts import find_conflicts
from matcher.findings import ConflictFindings
from matcher.memory import remembering
from matcher.model import Expert, Territory
from matcher.roster import Roster
from matcher.suspicions import of_name_withheld
from service.asking.languages import profile_languages
from service.asking.profiles import Profiles, Progress, Reader
from service.intake.rows.both_forms import Exports
from service.intake.rows.records import SourceFile, SourceRow


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a scene comes from: files, or a revision of what is stored."""

    files: tuple[SourceFile, ...] = ()
    rows: Mapping[str, SourceRow] = field(default_factory=dict)  # of territories, by id
    revision: int | None = None
    experts_read: int = 0
    territories_read: int = 0
    unread: tuple[str, ...] = ()  # fields that rules rest on and that nobody has read


@dataclass(frozen=True, eq=False)
class Scene:
    """People and places at one moment. Holds nobody who has not agreed to be processed."""

    experts: tuple[Expert, ...]
    territories: Mapping[str, Territory]  # by id
    findings: ConflictFindings
    provenance: Provenance = field(default_factory=Provenance)
    _read: dict[str, Profiles] = field(default_factory=dict, repr=False)  # by encoder
    _rosters: dict[int, Roster] = field(default_factory=dict, repr=False)  # by seed
    _languages: dict[str, str | None] = field(default_factory=dict, repr=False)  # of profiles, by expert

    @classmethod
    @remembering()
    def of(
        cls,
        experts: Iterable[Expert],
        territories: Iterable[Territory],
        provenance: Provenance,
        withheld: Iterable[str] = (),
    ) -> "Scene":
        """Set the scene: leave out who does not agree, then look for conflicts of interest among the others.

        `withheld` are names of further people who do not agree, for whoever bears one of them may be the same person.
        """
        everybody = tuple(experts)
        agreed = tuple(expert for expert in everybody if expert.consent_process)
        refusing = (*withheld, *(expert.name for expert in everybody if not expert.consent_process))
        places = {territory.id: territory for territory in territories}
        found = find_conflicts(agreed, tuple(places.values()))
        findings = replace(found, doubts=(*found.doubts, *of_name_withheld(agreed, refusing)))
        return cls(agreed, places, findings, provenance)

    def profiles(self, reader: Reader, progress: Progress | None = None) -> Profiles:
        """What everybody tells, read once by the text model of `reader`."""
        encoder = reader.model.identity
        if encoder not in self._read:
            self._read[encoder] = Profiles.read(self.experts, reader, progress)
        return self._read[encoder]

    def has_read(self, reader: Reader) -> bool:
        """Whether the text model of `reader` has read everybody's profile."""
        return reader.model.identity in self._read

    def roster(self, seed: int) -> Roster:
        """Everybody as columns, with the lots of a seed; the last seed's are kept."""
        if seed not in self._rosters:
            self._rosters.clear()
            self._rosters[seed] = Roster(self.experts, seed)
        return self._rosters[seed]

    def profile_languages(self, experts: Iterable[Expert]) -> Mapping[str, str]:
        """The languages in which people of the scene describe themselves, by id, each told once."""
        asked = {expert.id: expert for expert in experts}
        new = [expert for one, expert in asked.items() if one not in self._languages]
        told = profile_languages(new)
        self._languages.update({expert.id: told.get(expert.id) for expert in new})
        return {one: language for one in asked if (language := self._languages[one])}

    def unread_profiles(self, model: Model) -> Mapping[str, str]:
        """The languages of profiles that a text model was not made for, by id; empty where it reads many."""
        reads = model.reads
        if reads is None:
            return {}
        told = self.profile_languages(self.experts)
        return {expert: language for expert, language in told.items() if language not in reads}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of people, by id."""
        return {expert.id: expert.name for expert in self.experts}


def scene_of(exports: Exports, unread: tuple[str, ...] = ()) -> Scene:
    """The scene that exports set; `unread` names fields that rules rest on and that were left unread knowingly."""
    experts, territories = exports.experts, exports.territories
    provenance = Provenance(
        files=(*experts.files, *territories.files),
        rows={record.territory.id: SourceRow(record.label, record.place.row) for record in territories.records},
        experts_read=len(experts.records),
        territories_read=len(territories.records),
        unread=unread,
    )
    people = (record.expert for record in experts.records)
    return Scene.of(people, (record.territory for record in territories.records), provenance)
