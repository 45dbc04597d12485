"""What keeps who has left from being erased on request, and who was from coming back (P08)."""

from foundation.errors import ServiceError


class StillHere(ServiceError):
    """Whoever still belongs to the household is not erased."""

    code, status = "still_here", 409
    zh = "仍在该户登记的成员不能抹去。"


class StillNeeded(ServiceError):
    """This is not over yet: {reasons}."""

    code, status = "still_needed", 409
    zh = "尚不能抹去：{reasons}。"


class PersonErased(ServiceError):
    """{name} was erased after leaving: enter who comes back anew."""

    code, status = "person_erased", 409
    zh = "{name}离职期满，联系方式和登录资料已抹去；再次入职请新建人员。"
