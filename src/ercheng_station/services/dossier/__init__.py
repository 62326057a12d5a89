"""The bound file of a mediation case (人民调解卷宗): what stands in it, in which order, and what it still lacks."""

from ercheng_station.services.dossier.entry import Entry
from ercheng_station.services.dossier.plan import Plan, copy_for_dossier, plan_dossier

__all__ = ["Entry", "Plan", "copy_for_dossier", "plan_dossier"]
