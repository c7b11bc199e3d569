"""storage, mirror, publish: raw inputs and reports on S3 (moto), in memory and in a folder; nothing is ever half there."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import s3fs
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer

from helpers.case import Case
from helpers.errors import ParameterError
from helpers.fingerprint import Fingerprints, hash_folder
from helpers.mirror import Mirrored, folders_of, mirror_raw, open_workspace, pack_kit, unpack_kit
from helpers.plan import Item
from helpers.pool import Outcome
from helpers.publish import Publishing, fetch_report, make_published_plan, publish, read_pointer
from helpers.state import State
from helpers.storage import StorageError, Store, need

SECRET = "himitsu-no-kagi"
PLACE = "koto/2023"


@pytest.fixture(scope="module")
def server():
    """A local S3."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(server, monkeypatch) -> str:
    """The address of an empty bucket; the keys come from the environment, as fsspec wants them."""
    set_s3(monkeypatch, server)
    system = s3fs.S3FileSystem(use_listings_cache=False)
    if system.exists("bucket"):
        system.rm("bucket", recursive=True)
    system.mkdir("bucket")
    return "s3://bucket"


def set_s3(monkeypatch, endpoint: str) -> None:
    given = {"AWS_ACCESS_KEY_ID": "kagi", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_ENDPOINT_URL": endpoint}
    for name, value in (given | {"AWS_DEFAULT_REGION": "us-east-1"}).items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture(params=["s3", "memory", "file"])
def address(request, tmp_path) -> str:
    if request.param == "s3":
        return request.getfixturevalue("s3")
    MemoryFileSystem.store.clear()
    return "memory://hako" if request.param == "memory" else (tmp_path / "hako").as_uri()


@pytest.fixture
def root(tmp_path) -> Path:
    """A project with two notebooks and no raw inputs."""
    root = tmp_path / "project"
    for name in ("notebooks/01_prepare.ipynb", "notebooks/02_tabulate.ipynb", "pyproject.toml", "uv.lock"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("{}", encoding="utf-8", newline="\n")
    return root


def put(address: str, files: dict[str, str]) -> Store:
    store = Store(address)
    for name, text in files.items():
        store.write(name, text.encode("utf-8"))
    return store


def raw_files(root: Path) -> dict[str, str]:
    raw = root / "data" / "raw"
    return {name: (raw / name).read_text(encoding="utf-8") for name in hash_folder(raw)}


def finish_report(root: Path, html: str = "<h1>一</h1>") -> Case:
    """What a build leaves: the report's files and a state that knows them."""
    case = Case("koto", 2023, root)
    for name, text in {"report.html": html, "run.json": "{}", "notebooks/04_report.ipynb": "{}"}.items():
        (case.reports / name).parent.mkdir(parents=True, exist_ok=True)
        (case.reports / name).write_text(text, encoding="utf-8", newline="\n")
    State(case.processed, case.reports).finish(Fingerprints(root, "p").of(case), hash_folder(case.reports))
    return case


# storage


def test_store_lists_reads_and_replaces_whole_files(address):
    store = put(f"{address}/raw/", {"koto/2023/case.yaml": "あ", "koto/2023/図[1].csv": "い"})
    assert {name: entry.size for name, entry in store.find().items()} == {
        "koto/2023/case.yaml": 3,
        "koto/2023/図[1].csv": 3,
    }
    assert list(store.find("koto/2022")) == []
    before = store.find()["koto/2023/case.yaml"].sign
    store.write("koto/2023/case.yaml", "うえ".encode())
    assert store.read("koto/2023/case.yaml").decode() == "うえ"
    assert store.find()["koto/2023/case.yaml"].sign != before
    assert list(store.read_many(["koto/2023/図[1].csv"])) == [("koto/2023/図[1].csv", "い".encode())]


def test_removing_a_folder_leaves_its_neighbours(address):
    store = put(address, {"a/1.txt": "", "ab/1.txt": "x", "a/b/2.txt": "y"})
    store.remove("a")
    store.remove("a")
    assert list(store.find()) == ["ab/1.txt"]


@pytest.mark.parametrize("name", ["../a", "a//b", "/a", "a/./b", "a\\b", "c:a", ""])
def test_names_that_lead_elsewhere_are_refused(name, tmp_path):
    with pytest.raises(StorageError, match="使えません"):
        Store(tmp_path.as_uri()).write(name, b"")


@pytest.mark.parametrize(
    "address",
    [
        f"s3://kagi:{SECRET}@bucket/raw",
        f"simplecache::s3://kagi:{SECRET}@bucket/raw",
        f"https://a.example/b?sig={SECRET}",
    ],
)
def test_address_with_a_secret_is_refused_and_not_repeated(address):
    with pytest.raises(StorageError, match="環境変数") as caught:
        Store(address)
    assert SECRET not in str(caught.value)


def test_missing_bucket_says_so(s3):
    with pytest.raises(
        StorageError, match="s3://nai-bucket/raw：一覧を読めません。バケット、フォルダかファイルがありません"
    ):
        Store("s3://nai-bucket/raw").find()
    with pytest.raises(StorageError, match=r"report\.html を書けません。バケット"):
        Store("s3://nai-bucket").write("report.html", b"")


def test_unreachable_address_says_so_without_the_key(monkeypatch):
    set_s3(monkeypatch, "http://127.0.0.1:9")
    store = Store("s3://bucket")
    store.fs.retries = 1
    with pytest.raises(StorageError, match="つながりません（EndpointConnectionError）") as caught:
        store.find()
    assert SECRET not in str(caught.value)


def test_missing_permission_and_missing_credentials_say_so(tmp_path, monkeypatch):
    store = Store(tmp_path.as_uri())
    refused = type("NoCredentialsError", (Exception,), {})(SECRET)
    for error, said in (
        (PermissionError("Access Denied"), "権限がありません"),
        (refused, "認証情報がありません"),
    ):
        monkeypatch.setattr(store.fs, "find", lambda *_, error=error, **__: (_ for _ in ()).throw(error))
        with pytest.raises(StorageError, match=said) as caught:
            store.find()
        assert SECRET not in str(caught.value)


def test_missing_package_says_how_to_install_it():
    with pytest.raises(StorageError, match=r"pip install casebook\[scale\]"):
        need("no_such_package_anywhere")
    with pytest.raises(StorageError, match="アドレスの書き方"):
        Store("nope://bucket")


# mirror

FILES = {
    "shared/stop_words.txt": "の\n",
    "koto/2022/case.yaml": "a",
    "koto/2023/case.yaml": "b",
    "mori/2023/case.yaml": "c",
}


def test_raw_is_mirrored_incrementally_and_never_written_to(address, root):
    store = put(f"{address}/raw", FILES | {"koto/.DS_Store": "x"})
    assert mirror_raw(store, root) == Mirrored(fetched=4, removed=0, kept=0)
    assert raw_files(root) == FILES
    assert mirror_raw(store, root) == Mirrored(fetched=0, removed=0, kept=4)
    store.write("koto/2023/case.yaml", b"bb")
    store.remove("mori")
    assert mirror_raw(store, root) == Mirrored(fetched=1, removed=1, kept=2)
    assert raw_files(root)["koto/2023/case.yaml"] == "bb"
    assert not (root / "data" / "raw" / "mori").exists()
    assert set(store.find()) == {*FILES, "koto/.DS_Store"} - {"mori/2023/case.yaml"}


def test_file_changed_here_is_fetched_again_and_a_stranger_removed(address, root):
    store = put(f"{address}/raw", FILES)
    mirror_raw(store, root)
    (root / "data" / "raw" / "koto" / "2023" / "case.yaml").write_bytes(b"xyz")
    (root / "data" / "raw" / "koto" / "2023" / "forum.yaml").write_bytes(b"")
    assert mirror_raw(store, root) == Mirrored(fetched=1, removed=1, kept=3)
    assert raw_files(root) == FILES


@pytest.mark.parametrize("error", [StorageError("切れた"), KeyboardInterrupt()])
def test_mirroring_that_broke_off_goes_on(tmp_path, root, monkeypatch, error):
    store = put((tmp_path / "hako").as_uri(), FILES)
    read = store.read

    def read_until_third(name: str) -> bytes:
        if name == "mori/2023/case.yaml":
            raise error
        return read(name)

    monkeypatch.setattr(store, "read", read_until_third)
    with pytest.raises(type(error)):
        mirror_raw(store, root)
    assert "koto/2022/case.yaml" in raw_files(root)
    monkeypatch.undo()
    assert mirror_raw(store, root) == Mirrored(fetched=2, removed=0, kept=2)
    assert raw_files(root) == FILES


def test_mirroring_that_was_killed_goes_on(tmp_path, root, monkeypatch):
    store, raw = put((tmp_path / "hako").as_uri(), FILES), root / "data" / "raw"
    before = []
    monkeypatch.setattr(
        store, "read_many", lambda _: before.append((raw / ".mirror.json").read_bytes()) or []
    )
    mirror_raw(store, root)
    monkeypatch.undo()
    assert json.loads(before[0]) == {"address": store.address, "files": {}}
    (raw / "koto" / "2022").mkdir(parents=True)
    (raw / "koto" / "2022" / "case.yaml").write_bytes(b"ha")
    assert mirror_raw(store, root) == Mirrored(fetched=4, removed=0, kept=0)


def test_only_the_folders_of_one_case_with_the_year_before(address, root):
    store = put(f"{address}/raw", FILES)
    mirror_raw(store, root, folders_of(Case("koto", 2023, root)))
    assert set(raw_files(root)) == {*FILES} - {"mori/2023/case.yaml"}
    mirror_raw(store, root, folders_of(Case("mori", 2023, root)))
    assert set(raw_files(root)) == {*FILES}


def test_empty_address_empties_no_workspace(address, root):
    mirror_raw(put(f"{address}/raw", FILES), root)
    with pytest.raises(StorageError, match="資料が一つもありません"):
        mirror_raw(Store(f"{address}/raww"), root)
    assert raw_files(root) == FILES


def test_folder_with_received_files_is_not_mirrored_over(address, root):
    own = root / "data" / "raw" / "koto" / "2023" / "case.yaml"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    with pytest.raises(ParameterError, match="空のフォルダ"):
        mirror_raw(put(f"{address}/raw", FILES), root)
    assert own.read_bytes() == b"mine"


def test_workspace_is_a_project_with_the_notebooks_and_the_raw_inputs(address, root):
    put(f"{address}/raw", FILES)
    workspace = open_workspace(root, f"{address}/raw")
    assert workspace.is_relative_to(root / "data" / "processed")
    assert raw_files(workspace) == FILES
    assert pack_kit(workspace) == pack_kit(root)
    (root / "notebooks" / "02_tabulate.ipynb").unlink()
    unpack_kit(pack_kit(root), workspace)
    assert pack_kit(workspace) == pack_kit(root)


# publish


def published(address: str, root: Path, html: str = "<h1>一</h1>") -> tuple[Store, Case]:
    store, case = Store(f"{address}/reports"), finish_report(root, html)
    publish(case, store)
    return store, case


def plan(case: Case, store: Store) -> str:
    (item,) = make_published_plan([case], Fingerprints(case.root, "p"), store)
    return item.why


def test_published_report_is_what_was_built(address, root, tmp_path):
    store, case = published(address, root)
    pointer = read_pointer(store, PLACE)
    assert set(store.find()) == {
        f"{PLACE}/current.json",
        *(f"{PLACE}/{pointer['folder']}/{name}" for name in hash_folder(case.reports)),
    }
    fetch_report(case, store, tmp_path / "fetched")
    assert hash_folder(tmp_path / "fetched") == hash_folder(case.reports)


def test_the_one_before_stays_and_older_ones_go(address, root):
    folders = []
    for html in ("一", "二", "三", "三"):
        store, _ = published(address, root, html)
        folders.append(read_pointer(store, PLACE)["folder"])
    there = {name.split("/")[2] for name in store.find()}
    assert there == {folders[1], folders[2], "current.json"}
    assert folders[2] == folders[3]


@pytest.mark.parametrize("place", range(4))
def test_publishing_that_is_cut_off_leaves_the_last_good_report(address, root, tmp_path, monkeypatch, place):
    store, case = published(address, root, "良い")
    good = hash_folder(case.reports)
    finish_report(root, "新しい")
    write, left = Store.write, [place]

    def cut(self, name, content):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(self, name, content)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Store, "write", cut)
        publish(case, store)
    fetch_report(case, store, tmp_path / "fetched")
    assert hash_folder(tmp_path / "fetched") == good
    publish(case, store)
    fetch_report(case, store, tmp_path / "fetched")
    assert hash_folder(tmp_path / "fetched") == hash_folder(case.reports) != good


def test_upload_that_did_not_arrive_whole_is_not_pointed_to(address, root, monkeypatch):
    store, case = Store(f"{address}/reports"), finish_report(root)
    write = Store.write
    monkeypatch.setattr(Store, "write", lambda self, name, content: write(self, name, content[:5]))
    with pytest.raises(StorageError, match=r"koto 2023 の.*report.html.*残っていません"):
        publish(case, store)
    assert read_pointer(store, PLACE) is None


def test_report_that_changed_since_it_was_built_is_not_published(tmp_path, root):
    case = finish_report(root)
    (case.reports / "report.html").write_bytes(b"edited")
    with pytest.raises(StorageError, match="もう一度実行"):
        publish(case, Store((tmp_path / "hako").as_uri()))


def test_fresh_machine_does_not_build_what_is_published(address, root, tmp_path):
    assert plan(finish_report(root), Store(f"{address}/reports")) == "まだ公開されていない"
    store, _ = published(address, root)
    fresh = tmp_path / "fresh"
    unpack_kit(pack_kit(root), fresh)
    assert plan(Case("koto", 2023, fresh), store) == ""
    (fresh / "uv.lock").write_bytes(b"other")
    assert plan(Case("koto", 2023, fresh), store) == "固定したパッケージが変わった"


def test_report_removed_or_altered_on_the_store_is_built_again(address, root):
    store, case = published(address, root)
    folder = f"{PLACE}/{read_pointer(store, PLACE)['folder']}"
    content = store.read(f"{folder}/report.html")
    store.write(f"{folder}/report.html", content)
    assert plan(case, store) == ""  # the same again, whatever its time
    store.write(f"{folder}/report.html", content.replace("一".encode(), "二".encode()))
    assert plan(case, store) == "公開したreport.htmlが消えたか、変わった"
    publish(case, store)
    assert plan(case, store) == ""
    store.remove(f"{folder}/run.json")
    assert plan(case, store) == "公開したrun.jsonが消えたか、変わった"
    store.write(f"{PLACE}/current.json", b"{")
    assert plan(case, store) == "まだ公開されていない"


@pytest.mark.parametrize(
    "change", [{"folder": "../../raw"}, {"previous": ".."}, {"files": {"../x": {}}}, {"sources": 1}]
)
def test_pointer_that_leads_elsewhere_is_not_followed(tmp_path, root, change):
    store, case = published(tmp_path.as_uri(), root)
    pointer = read_pointer(store, PLACE)
    store.write(f"{PLACE}/current.json", json.dumps(pointer | change).encode())
    assert read_pointer(store, PLACE) is None
    with pytest.raises(StorageError, match="まだ公開されていません"):
        fetch_report(case, store, tmp_path / "fetched")


def test_pool_that_publishes_what_comes_and_says_what_cannot_be(tmp_path, root, monkeypatch):
    item = Item(finish_report(root), "初回")
    outcomes = [Outcome(item, 1.0, "", [], Path("a.log"), 3), Outcome(item, 1.0, "失敗", [], Path("a.log"))]
    pool = type("Pool", (), {"size": 1, "run": lambda self, items, listen: iter(outcomes)})()
    store = Store(tmp_path.as_uri())
    assert list(Publishing(pool, store).run([item], print)) == outcomes
    assert read_pointer(store, PLACE)
    monkeypatch.setattr(store.fs, "find", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    (first, _) = Publishing(pool, store).run([item], print)
    assert "公開できませんでした" in first.message and "権限がありません" in first.message
