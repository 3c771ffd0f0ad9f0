"""Similarities of several encoders on one scale: distances from what unrelated texts of one field have.

The constants are means and standard deviations of similarities between different texts of the development exports (72
texts of 10 words or more, 47 of them English; 2026-11-23). They are fixed: a value never depends on what else is asked.
"""

from collections.abc import Mapping

from embeddings.calibration import Scale

SCALES: Mapping[str, Scale] = {
    "e5-small": Scale(-0.059, 0.100),  # within one language and across two alike (see `centring`)
    "minilm": Scale(0.319, 0.120),  # within English
}
# Any other encoder: cosines of unrelated texts around 0.2.
OTHER = Scale(0.2, 0.12)
