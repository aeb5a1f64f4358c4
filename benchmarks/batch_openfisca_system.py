"""The rules of ``batch_openfisca_rules`` as an OpenFisca system: records, each of a learner."""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.batch_openfisca_rules import OF_LEARNER, OF_RECORD, RULES, Formula, Law, Versions

record = build_entity(key="record", plural="records", label="learning record", is_person=True)
learner = build_entity(
    key="learner", plural="learners", label="learner", roles=[{"key": "own", "plural": "owns", "label": "of"}]
)


def system(versions: Versions, bits: dict[str, int]) -> TaxBenefitSystem:
    """The system: input columns, a variable a rule, and ``refused``, the bits of the rules a record fails."""
    found = TaxBenefitSystem([record, learner])
    dated = {
        name: {"values": {instant: {"value": value} for _, instant, value in of_name}}
        for name, of_name in versions.items()
    }
    found.parameters = ParameterNode("", data=dated)
    for entity, names in ((record, OF_RECORD), (learner, OF_LEARNER)):
        for name in names:
            found.add_variable(_input(name, entity))
    called = {rule: rule.replace(".", "_") for rule in RULES}
    for rule, formula in RULES.items():
        found.add_variable(_formula(called[rule], bool, formula, versions))

    def refused(r: Any, p: Any, _law: Any) -> Any:
        return sum(r(called[rule], p) * np.int32(1 << bits[rule]) for rule in RULES)

    found.add_variable(_formula("refused", int, refused, versions))
    return found


def _input(name: str, entity: Any) -> type[Variable]:
    facts = {"value_type": int, "entity": entity, "definition_period": DateUnit.ETERNITY, "label": name}
    return type(name, (Variable,), facts)


def _formula(name: str, kind: type, fails: Formula, versions: Versions) -> type[Variable]:
    def formula(population: Any, period: Any, parameters: Any) -> Any:
        return fails(population, period, Law(versions, parameters))

    facts = {"value_type": kind, "entity": record, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), facts | {"formula": formula})
