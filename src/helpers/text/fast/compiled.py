"""The lattice as machine code: compiled by numba once, kept in a cache folder, loaded by llvmlite alone.

Compiling takes some seconds, loading numba and its own cache half a second, the bare code some milliseconds. It is
kept under a name that tells source, processor and versions, so that it is only loaded where it fits.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np

from helpers.errors import CasebookError
from helpers.handoff import replace_file
from helpers.text.fast import lattice

INTEGERS = {"texts", "capacity", "kind_count", "contexts"}
DTYPES = {  # int32 where none is named
    **{
        "codes": np.uint32,
        "bounds": np.int64,
        "counts": np.int64,
        "group": np.uint8,
        "connections": np.int16,
    },
    **dict.fromkeys(("u_character", "s_character", "u_label", "s_label"), np.uint16),
}
PARAMETERS = lattice.tokenize_codes.__code__.co_varnames[: lattice.tokenize_codes.__code__.co_argcount]
HELPERS = (
    *("add_node", "close_ranks", "line_up", "choose", "find_child", "add_words", "find_end", "add_unknown"),
    *("may_split", "write_path"),
)
WRAPPER = re.compile(r'^define [^\n]*@"?(?:cfunc|cpython)\..*?^}\n', re.DOTALL | re.MULTILINE)
FUNCTION = re.compile(r'^define [^\n]*i32 @"?([^"(\s]*tokenize_codes[^"(\s]*)"?\(', re.MULTILINE)
Kernel = Callable[..., int]


@functools.cache
def has_numba() -> bool:
    """Whether the extra `fast` is installed; nothing is imported."""
    try:
        return bool(version("numba") and version("llvmlite"))
    except PackageNotFoundError:
        return False


def place_of_code(folder: Path) -> Path:
    """The file that holds, or would hold, the machine code for this machine."""
    import llvmlite.binding as llvm

    machine = (llvm.get_process_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
    parts = (
        *machine,
        version("numba"),
        version("llvmlite"),
        *(_read(path) for path in (lattice.__file__, __file__)),
    )
    return folder / f"lattice-{hashlib.sha256(repr(parts).encode('utf-8')).hexdigest()[:16]}.o"


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def open_kernel(path: Path | None) -> Kernel:
    """`lattice.tokenize_codes` as machine code; arrays are given by name. Kept in `path` if it can be written."""
    if path is not None:
        with suppress(OSError, RuntimeError, ValueError):
            return _load(_check(path.read_bytes()))
    code = compile_code()
    if path is not None:
        with suppress(CasebookError):
            replace_file(path, hashlib.sha256(code).digest() + code)
    return _load(code)


def _check(data: bytes) -> bytes:
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        raise ValueError("damaged machine code")
    return data[32:]


def compile_code() -> bytes:
    """Name of the function, line feed, object code. numba compiles a copy of the module, with all helpers."""
    import llvmlite.binding as llvm
    import numba

    module = module_from_spec(spec := spec_from_file_location("lattice_to_compile", lattice.__file__))
    spec.loader.exec_module(module)
    for name in HELPERS:
        setattr(module, name, numba.njit(getattr(module, name)))
    kinds = [_numba_type(name) for name in PARAMETERS]
    function = numba.cfunc(numba.int64(*kinds), nopython=True)(module.tokenize_codes)
    source = WRAPPER.sub("", function.inspect_llvm())  # what the wrappers call is Python's and numba's
    name = FUNCTION.search(source)[1]
    return name.encode("ascii") + b"\n" + _open_machine().emit_object(llvm.parse_assembly(source))


def _numba_type(name: str):
    from numba import from_dtype, int64, types

    return int64 if name in INTEGERS else types.CPointer(from_dtype(np.dtype(DTYPES.get(name, np.int32))))


def _open_machine():
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features().flatten()
    cpu, target = llvm.get_host_cpu_name(), llvm.Target.from_default_triple()
    return target.create_target_machine(cpu=cpu, features=features, opt=3, jit=True, codemodel="jitdefault")


def _load(data: bytes) -> Kernel:
    """Raises ValueError where the code has no such function."""
    import llvmlite.binding as llvm

    name, _, code = data.partition(b"\n")
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _open_machine())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    if not (address := engine.get_function_address(name.decode("ascii"))):
        raise ValueError("no such function")
    return _wrap(address, engine)


def _wrap(address: int, engine: object) -> Kernel:
    """numba's convention: where to put the result, where to put an exception, the arguments; 0 is success."""
    pointer, kinds = ctypes.c_void_p, {name: ctypes.c_int64 for name in INTEGERS}
    arguments = (pointer, pointer, *(kinds.get(name, pointer) for name in PARAMETERS))
    call = ctypes.CFUNCTYPE(ctypes.c_int32, *arguments)(address)

    def kernel(**values) -> int:
        result, trouble = ctypes.c_int64(), ctypes.c_void_p()
        given = (values[name] if name in INTEGERS else values[name].ctypes.data for name in PARAMETERS)
        if call(ctypes.addressof(result), ctypes.addressof(trouble), *given):
            raise RuntimeError("the compiled lattice failed")
        return result.value

    kernel.engine = engine  # the machine code lives as long as this
    return kernel
