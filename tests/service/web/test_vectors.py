"""What was made of somebody's words is found again by whose words they were."""

from sqlalchemy import func, select

from embeddings.cache import text_key
from service.asking.texts import texts_told
from service.store.engine import reading, writing
from service.store.tables import TextUse, TextVector
from service.store.texts import used_by
from service.verbs.scenes import current_scene
from tests.service.web.conftest import Place


def test_every_vector_of_somebodys_words_is_theirs_and_goes_with_them(filled: Place) -> None:
    encoder = filled.workplace.model.identity
    (person,) = [one for one in current_scene(filled.workplace).experts if one.id == filled.expert_id]
    keys = {text_key(encoder, False, told) for told in texts_told(person)}
    of_person = select(func.count()).select_from(TextVector).where(TextVector.key.in_(keys))
    with reading(filled.workplace.database) as database:
        assert set(database.execute(select(TextUse.key).where(TextUse.expert_id == person.id)).scalars()) == keys
        assert database.execute(of_person).scalar_one() == len(keys)
        told = set(database.execute(select(TextVector.key)).scalars())
        everybody = set(database.execute(select(TextUse.key)).scalars())
    assert everybody < told  # what territories ask is nobody's
    with writing(filled.workplace.database) as database:
        used_by(database, {person.id: []})
        assert database.execute(of_person).scalar_one() == 0
