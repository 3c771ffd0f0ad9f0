"""What Prometheus reads: counts by route and status, and nothing of anybody."""

from tests.service.web.conftest import Place


def series(place: Place) -> dict[str, float]:
    told = place.program().get("/api/v1/metrics")
    assert (told.status_code, told.headers["content-type"].partition(";")[0]) == (200, "text/plain")
    lines = (line for line in told.text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def requests(route: str, status: int, method: str = "GET") -> str:
    return f'territory_match_requests_total{{method="{method}",route="{route}",status="{status}"}}'


def test_requests_are_counted_by_route_and_status_with_their_seconds(filled: Place) -> None:
    before = series(filled)
    browser = filled.coordinator()
    browser.get(f"/experts/{filled.expert_id}")
    browser.get("/experts/nobody")
    after = series(filled)
    route = "/experts/{identity}"
    told = {status: after[requests(route, status)] - before.get(requests(route, status), 0) for status in (200, 404)}
    assert told == {200: 1, 404: 1}
    counted = f'territory_match_request_seconds_count{{route="{route}"}}'
    assert after[counted] - before.get(counted, 0) == 2
    assert after["territory_match_jobs"] == 0


def test_neither_an_id_nor_a_guessed_address_makes_a_series(filled: Place) -> None:
    browser = filled.coordinator()
    browser.get(f"/experts/{filled.expert_id}")
    browser.request("BREW", "/experts")
    for guess in ("/wp-login.php", "/ana@list.example", "/api/v1/ana"):
        browser.get(guess)
    names = "\n".join(series(filled))
    assert requests("none", 404) in names
    assert not [word for word in (filled.expert_id, "wp-login", "@", "ana", "BREW") if word in names]


def test_whoever_may_not_read_sees_nothing(filled: Place) -> None:
    assert filled.browser().get("/api/v1/metrics").status_code == 401
    assert filled.expert().get("/api/v1/metrics").status_code == 403
