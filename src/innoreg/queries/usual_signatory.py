"""Who usually signs the orders of an authority: whoever signed its newest one."""

from innoreg.model.order import Signatory
from innoreg.model.registry import Registry


def usual_signatory(registry: Registry, issuer: str | None) -> Signatory | None:
    """The signatory of the issuer's newest signed order; None where no order names one."""
    wanted = registry.find(issuer or "", ("authority",))
    own = [
        order
        for order in registry.signed_orders
        if order.signatory and order.date and registry.find(order.issuer, ("authority",)) == wanted
    ]
    return max(own, key=lambda order: (str(order.date), order.id)).signatory if own else None
