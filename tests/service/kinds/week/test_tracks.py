import json

import gpxpy

from service.kinds.week.tracks import tracks
from tests.helpers.hostile import HOSTILE, hostile
from tests.helpers.studies import planned, study


def test_a_track_and_a_map_of_each_round_read_back() -> None:
    found = study(hostile(), planned().plan)
    made = tracks(found, "en")
    assert len(made) == 2 * len(found.plan.rounds)
    for name, content in made.items():
        if name.endswith(".gpx"):
            track = gpxpy.parse(content.decode())
            assert HOSTILE in str(track.tracks[0].name)
            assert len(track.tracks[0].segments[0].points) >= 2
        else:
            features = json.loads(content)["features"]
            assert features[0]["geometry"]["type"] == "LineString"
            assert any(one["properties"]["name"] == HOSTILE for one in features[1:])
        assert b"contact" not in content
