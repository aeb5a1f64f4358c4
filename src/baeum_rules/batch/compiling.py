"""Plain functions of the rules, compiled by numba as they stand.

One learner's audit runs the functions of ``baeum_rules.recognition`` interpreted and never loads numba; a
batch runs compiled copies of the same functions. Nothing is written twice.

What was compiled is kept on disk, beside the source or where ``NUMBA_CACHE_DIR`` says. numba looks only at
the file of the function it keeps; here the stamp is of the whole: the code of every function that is reached,
and every constant, so that a changed rule is never answered by what was compiled before.

Of several processes that need a function that is not kept, one compiles it and the others wait for it.

Columns are arrays that the caller made: nothing is allocated in compiled code, and so numba is told to count
no references. Counting them, at every look into a tuple of thirty arrays, took 50 times what the rules take.
"""

from __future__ import annotations

import fcntl
import hashlib
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numba
from numba.core import caching
from numba.core.compiler_lock import global_compiler_lock

OURS = "baeum_rules."
COLUMNS = {"Learners", "Records", "Certificates", "Numbers"}  # kinds of arguments that are many arrays
STAMP = "__stamp__"  # the name under which a copy's globals hold it

_njit: Any = numba.njit  # its types do not know _nrt: no references counted, nothing allocated


@cache
def compiled(function: Callable[..., Any]) -> Any:
    """The compiled copy of a plain function, made once; called as the function, with arrays as columns.

    Functions of our packages that it names are compiled into it, and those that they name. Raises numba's
    errors at the first call, where the function is not in the subset that numba compiles.
    """
    copy = _copy(function, digest(function))
    dispatcher = _njit(nogil=True, _nrt=False)(copy)
    keep(dispatcher, copy)
    return dispatcher


@cache
def _inner(function: FunctionType) -> Any:
    """A compiled copy that others call: it is kept on disk as a part of them.

    One that takes columns is written into its callers: a call that passes thirty arrays takes far longer to
    compile and to run. Others are called; LLVM inlines them where it pays.
    """
    kinds = {getattr(kind, "__name__", kind) for kind in function.__annotations__.values()}
    inline = "always" if kinds & COLUMNS else "never"
    return _njit(nogil=True, _nrt=False, inline=inline)(_copy(function))


def _copy(function: Any, stamp: str = "") -> FunctionType:
    """The same code; its globals are only those it names, our functions among them as compiled copies."""
    names = {
        name: _inner(value) if _is_ours(value) else value for name, value in _globals_of(function).items()
    }
    names |= {"__name__": function.__module__, STAMP: stamp}
    copy = FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    return copy


def _is_ours(value: Any) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith(OURS)


def _globals_of(function: Any) -> dict[str, Any]:
    """The globals that a function's code names, by name; attributes of the same name do no harm."""
    known = function.__globals__
    return {name: known[name] for name in sorted(set(_names(function.__code__))) if name in known}


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def digest(function: Any) -> str:
    """A checksum of all that is compiled into a function: code and constants, of what it reaches too."""
    summed = hashlib.sha256()
    seen: set[Any] = set()
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        summed.update(repr(list(_code(one.__code__))).encode() + repr(one.__defaults__).encode())
        for name, value in _globals_of(one).items():
            summed.update(name.encode())
            written = getattr(value, "py_func", value)  # of what numba compiled where it was written
            if isinstance(written, FunctionType):
                waiting.append(written)
            else:
                summed.update(_said(written))
    return summed.hexdigest()


def _code(code: CodeType) -> Iterator[Any]:
    yield code.co_code, code.co_names, code.co_varnames
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _code(constant)
        else:
            yield constant


def _said(value: Any) -> bytes:
    if isinstance(value, ModuleType):
        return value.__name__.encode()
    fields = getattr(value, "_fields", ()) if isinstance(value, type) else ()
    return pickle.dumps((value, fields), protocol=4)


class _Stamped:
    """Where a compiled function is kept, and by which stamp it is known to be of today."""

    def __init__(self, function: Any, file: str) -> None:
        super().__init__(function, file)  # type: ignore[call-arg]  # a locator's, which is mixed in
        self._stamp = function.__globals__[STAMP]

    def get_source_stamp(self) -> str:
        return str(self._stamp)


class _AsGiven(_Stamped, caching.UserProvidedCacheLocator):
    pass


class _BesideSource(_Stamped, caching.InTreeCacheLocator):
    pass


class _OfUser(_Stamped, caching.UserWideCacheLocator):
    pass


class _Kept(caching.CompileResultCacheImpl):
    _locator_classes = [_AsGiven, _BesideSource, _OfUser]  # noqa: RUF012  numba's own name, read only


class _Cache(caching.FunctionCache):
    _impl_class = _Kept


def keep(dispatcher: Any, function: Any, stamp: str | None = None) -> None:
    """Lets a dispatcher keep what it compiles of a function, known to be of today by the stamp.

    Without a stamp, the globals of the function hold it already.
    """
    if stamp is not None:
        function.__globals__[STAMP] = stamp
    if not hasattr(dispatcher, "compile"):
        return  # the function itself: NUMBA_DISABLE_JIT=1
    found = _Cache(function)
    dispatcher._cache = found
    compile_ = dispatcher.compile

    def compile_once(signature: Any) -> Any:
        """Takes what is kept, or compiles and keeps it; meanwhile no other process does."""
        with alone(found.cache_path):
            return compile_(signature)

    dispatcher.compile = compile_once


_held: set[str] = set()


@contextmanager
def alone(folder: str) -> Iterator[None]:
    """Nobody else compiles what is kept in a folder: the time of several cores is not spent on the same.

    Also numba's index of a function's signatures is read, added to and written by one process at a time; two
    would call two of them by one name. Where the folder cannot be written or locked, everybody compiles.
    """
    with global_compiler_lock:  # always first: else two threads could each wait for what the other holds
        if folder in _held:
            yield
            return
        _held.add(folder)
        try:
            with _locked(Path(folder) / "compiling.lock"):
                yield
        finally:
            _held.discard(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
    except OSError:
        yield
        return
    with file:
        with suppress(OSError):  # some network file systems lock nothing
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
