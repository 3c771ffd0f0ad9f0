"""What a solve is doing, in words."""

from collections.abc import Mapping

from matcher.assignment import Stage
from matcher.messages import Message, say

STAGES: Mapping[str, Message] = {
    Stage.FILL.value: say("Filling seats"),
    Stage.RULES.value: say("Keeping team rules and days"),
    Stage.FAIR.value: say("Serving all pilots fairly"),
    Stage.KEEP.value: say("Keeping what can be kept"),
}
