"""Every seat of every pilot at once, on plain arrays: the solver of a round.

Knows pilots, roles and experts by number. Has never heard of names, reasons, files or today's date.
"""

from matcher.assignment.clock import Stage, Watch
from matcher.assignment.fairness import Fairness
from matcher.assignment.problem import Days, PinFault, PinImpossible, Teams
from matcher.assignment.solving import Assignment, assign, reassign
from matcher.assignment.team_rules import TeamGaps

__all__ = [
    "Assignment",
    "Days",
    "Fairness",
    "PinFault",
    "PinImpossible",
    "Stage",
    "TeamGaps",
    "Teams",
    "Watch",
    "assign",
    "reassign",
]
