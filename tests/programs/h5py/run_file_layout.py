"""A finished run file as h5py sees it: names, types, shapes, attributes and values of the public contract."""

import json

import h5py
import numpy as np

import made_up_run as made_up

LAST = 60
E, T, D, DIVERGENCES, K, C = 12, 30, 3, 15, made_up.PARTITIONS, made_up.CLASSES
EXPECTED = {
    "partitions/label_counts": ("int64", (K, C)),
    "partitions/test_label_counts": ("int64", (K, C)),
    "partitions/offsets": ("int64", (K + 1,)),
    "partitions/indices": ("int64", (6,)),
    "evaluation/iteration": ("int64", (E,)),
    "evaluation/epoch": ("float64", (E,)),
    "evaluation/seconds": ("float64", (E,)),
    "evaluation/bytes": ("int64", (E,)),
    "evaluation/accuracy": ("float32", (E, K)),
    "evaluation/loss": ("float32", (E, K)),
    "evaluation/mean_accuracy": ("float32", (E,)),
    "evaluation/global_accuracy": ("float32", (E,)),
    "evaluation/global_loss": ("float32", (E,)),
    "evaluation/class_accuracy": ("float32", (E, K, C)),
    "evaluation/cross_accuracy": ("float32", (E, K, K)),
    "evaluation/weight_hash": ("uint64", (E,)),
    "training/iteration": ("int64", (T,)),
    "training/loss": ("float32", (T, K)),
    "training/learning_rate": ("float32", (T,)),
    "communication/iteration": ("int64", (T,)),
    "communication/bytes": ("int64", (T, K)),
    "communication/values": ("int64", (T, K)),
    "communication/bytes_by_kind": ("int64", (T, 5)),
    "communication/bsp_bytes": ("int64", (T,)),
    "skewscout/pair_accuracy": ("float32", (D, K, 2)),
    "skewscout/hosts": ("int32", (D, K)),
    "skewscout/ladder": ("float64", (3,)),
    "divergence/iteration": ("int64", (DIVERGENCES,)),
    "divergence/weights": ("float32", (DIVERGENCES, K)),
    "divergence/updates": ("float32", (DIVERGENCES, K)),
    "divergence/norm/norm1": ("float32", (DIVERGENCES, 2)),
    "divergence/norm/block_norm2": ("float32", (DIVERGENCES, 3)),
}


def check_attributes(file):
    assert file.attrs["format"] == "skewlab-run"
    assert file.attrs["format_version"] == 1
    assert file.attrs["created"] == "2026-11-22T21:30:05Z"
    assert file.attrs["program_version"]
    skew = dict(file["partitions/skew"].attrs)
    assert skew == {"total_variation": 0.1, "jensen_shannon": 0.2, "hellinger": 0.3, "emd": 1.4,
                    "gini": 0.5}, skew
    kinds = list(file["communication/bytes_by_kind"].attrs["kinds"])
    assert kinds == ["values", "indices", "statistics", "control", "travel"], kinds


def check_every_data_set(name, item):
    if not isinstance(item, h5py.Dataset):
        return
    for attribute in ("unit", "description"):
        value = item.attrs.get(attribute)
        assert isinstance(value, str) and value, f"{name} lacks {attribute}"
    if item.maxshape and item.maxshape[0] is None:
        assert item.chunks is not None and item.chunks[1:] == item.shape[1:], f"{name} is not chunked by rows"
    for kind in [item.dtype] + [item.dtype[field] for field in item.dtype.names or ()]:
        text = h5py.check_string_dtype(kind)
        assert text is None or (text.length is not None and text.encoding == "utf-8"), f"{name}: {text}"


def check_texts(file):
    assert json.loads(file["spec"][()])["name"] == "made up, “quoted”"
    assert json.loads(file["environment"].asstr()[()]) == {"program": "made up"}
    assert file["status"][()] == b"finished"
    decisions = file["skewscout/decisions"]
    assert decisions.dtype.names == ("iteration", "theta_before", "theta_after", "accuracy_loss",
                                     "communication", "objective", "action", "reason", "loss_term",
                                     "traffic_term", "tolerated")
    ladder = file["skewscout/ladder"]
    assert (ladder.attrs["parameter"], ladder.attrs["title"], ladder.attrs["parameter_unit"]) == (
        "threshold", "Threshold T0", "fraction")
    np.testing.assert_array_equal(ladder, [0, 0.1, 0.25])
    assert decisions["action"][0] == b"tighter"
    assert decisions["reason"][0].decode() == "the loss of accuracy, 33 %, is over σ = 5 %"
    np.testing.assert_array_equal(decisions["iteration"], [20, 40, 60])
    assert file["log"].dtype.names[:3] == ("time", "level", "message")
    assert file["log"]["message"][0] == b"paused"


with made_up.scratch() as folder:
    made_up.record(made_up.run_path(folder), LAST)
    with h5py.File(made_up.run_path(folder), "r") as run:
        check_attributes(run)
        run.visititems(check_every_data_set)
        for path, (kind, shape) in EXPECTED.items():
            assert run[path].dtype == kind and run[path].shape == shape, f"{path}: {run[path]}"
        check_texts(run)
        made_up.check_all_rows(run)
