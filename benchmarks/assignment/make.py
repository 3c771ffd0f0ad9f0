"""Make assignment instances: `python make.py FOLDER` writes the larger ones that are not kept here.

papers-style (one role):   scores (pilots, experts) float; constraints int (-1 conflict, 0 free, 1 pin); demands,
                           min_loads, max_loads
roles-style (three roles): scores (pilots, roles, experts) float32; eligible bool, same shape; demand (pilots, roles);
                           capacity (experts); country (experts) int; speaks (experts, languages) bool;
                           sides (pilots, 2) int: the language of each side of the border
"""

import sys
from pathlib import Path

import numpy as np


def clustered(rng, centres, n, dim):
    points = centres[rng.integers(len(centres), size=n)] + 0.9 * rng.normal(size=(n, dim))
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def one_role(pilots, experts, demand, cap, seed, dim=32, conflict=0.02, speaks=0.25):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(12, dim))
    places, people = clustered(rng, centres, pilots, dim), clustered(rng, centres, experts, dim)
    scores = np.clip(0.55 + 0.35 * (places @ people.T) + 0.02 * rng.normal(size=(pilots, experts)), 0.01, 1)
    wanted = rng.integers(8, size=pilots)
    spoken = rng.random((experts, 8)) < speaks
    spoken[:, 0] = True
    free = spoken[:, wanted].T | (rng.random((pilots, 1)) < 0.5)
    constraints = np.where(free, 0, -1)
    constraints[rng.random((pilots, experts)) < conflict] = -1
    return {
        "scores": scores,
        "constraints": constraints,
        "demands": np.full(pilots, demand),
        "min_loads": np.zeros(experts, int),
        "max_loads": np.full(experts, cap),
    }


def three_roles(pilots, experts, per_role, cap, seed, dim=32):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(14, dim))
    places, people = clustered(rng, centres, pilots, dim), clustered(rng, centres, experts, dim)
    base = 0.55 + 0.35 * (places @ people.T)
    offers = rng.random((experts, 3)) < 0.45
    nothing = ~offers.any(1)
    offers[nothing, rng.integers(3, size=nothing.sum())] = True
    speaks = rng.random((experts, 10)) < 0.22
    speaks[:, 0] |= rng.random(experts) < 0.9
    sides = rng.integers(10, size=(pilots, 2))
    english = rng.random(pilots) < 0.6
    understood = (speaks[:, sides[:, 0]] | speaks[:, sides[:, 1]]).T | (english[:, None] & speaks[:, 0][None])
    conflict = rng.random((pilots, experts)) < 0.02
    leaning = 0.08 * rng.normal(size=(3, experts))
    scores = np.clip(base[:, None, :] + leaning[None], 0, 1).astype(np.float32)
    eligible = (understood & ~conflict)[:, None, :] & offers.T[None]
    return {
        "scores": scores,
        "eligible": eligible,
        "demand": np.full((pilots, 3), per_role),
        "capacity": np.full(experts, cap),
        "country": rng.integers(20, size=experts),
        "sides": sides,
        "speaks": speaks,
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "syn_2000x300_d3.npz", **one_role(300, 2000, 3, 3, 3))
    np.savez_compressed(folder / "syn_10000x1000_d3.npz", **one_role(1000, 10000, 3, 3, 4))
    np.savez_compressed(folder / "roles_200x30x3.npz", **three_roles(30, 200, 3, 3, 1))
    np.savez_compressed(folder / "roles_400x30x1.npz", **three_roles(30, 400, 1, 2, 2))
    np.savez_compressed(folder / "roles_20000x1000x1.npz", **three_roles(1000, 20000, 1, 2, 7))
