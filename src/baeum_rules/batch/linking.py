"""Compiled functions that only other compiled functions call: never optimised or made code of by themselves.

numba makes code of every function it compiles, and optimises it with all that it calls. What is called by
others is so optimised again in each of them: of 180 functions, that is half of the time the whole takes. Here
such a function is kept as LLVM's bitcode. numba's own names are used: a test runs what is linked so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import llvmlite.binding as llvm
from numba.core.codegen import JITCodeLibrary
from numba.core.registry import cpu_target

KIND = "bitcode of a part"


class Part(JITCodeLibrary):
    """What is compiled of a function, for linking."""

    def __init__(self, codegen: Any, name: str, bitcode: bytes | None = None) -> None:
        super().__init__(codegen, name)
        self._bitcode, self._loaded = bitcode, False
        self._finalized = bitcode is not None

    def _optimize_final_module(self) -> None:
        """Left to those that call it."""

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._verify_declare_only_symbols()
        self._finalized = True

    def _get_module_for_linking(self) -> Any:
        if self._bitcode is not None and self._shared_module is None:
            self._shared_module = llvm.parse_bitcode(self._bitcode)
        return super()._get_module_for_linking()

    def get_pointer_to_function(self, name: str) -> int:
        """0, unless it has something that Python calls: a function that was compiled on the way."""
        self._ensure_finalized()
        there = self._bitcode is None and any(f.name == name and not f.is_declaration for f in self._own())
        if not there:
            return 0
        if not self._loaded:
            self._loaded = True
            super()._optimize_final_module()
            super()._finalize_final_module()
        return int(super().get_pointer_to_function(name))

    def _own(self) -> Any:
        return self._final_module.functions

    def serialize_using_object_code(self) -> tuple[str, str, bytes]:
        self._ensure_finalized()
        return self.name, KIND, self._get_module_for_linking().as_bitcode()

    @classmethod
    def _unserialize(cls, codegen: Any, state: Any) -> Any:
        name, kind, kept = state
        return cls(codegen, name, kept) if kind == KIND else JITCodeLibrary._unserialize(codegen, state)


@contextmanager
def as_parts() -> Iterator[None]:
    """What is compiled here, or read from where it is kept, is a part of those that call it.

    Only for functions that count no references (_nrt): none of them looks into its environment, which a part
    that is not loaded has no place for.
    """
    codegen = cpu_target.target_context.codegen()
    before = {name: vars(codegen).get(name) for name in ("_library_class", "set_env")}
    set_env = type(codegen).set_env

    def set_where_loaded(name: str, environment: Any) -> None:
        if codegen._engine.get_global_value_address(name):
            set_env(codegen, name, environment)

    codegen._library_class, codegen.set_env = Part, set_where_loaded
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                delattr(codegen, name)
            else:
                setattr(codegen, name, value)
