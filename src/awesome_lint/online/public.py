"""Which network addresses a public list may lead to."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

_UNICAST = ipaddress.ip_network("2000::/3")  # all that is assigned so far: RFC 4291 section 2.4
_NO_ONES = (
    ipaddress.ip_network("3fff::/20"),  # documentation: RFC 9637
    ipaddress.ip_network("192.0.0.0/24"),  # protocols' own, a cloud's metadata among them: RFC 6890
    ipaddress.ip_network("192.88.99.0/24"),  # relays that are no more: RFC 7526
    ipaddress.ip_network("168.63.129.16/32"),  # the host of every Azure machine, which answers to no one else
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_COMPATIBLE = ipaddress.ip_network("::/96")  # RFC 4291 section 2.5.5.1, deprecated but still routed by some systems


@lru_cache(maxsize=4096)
def is_public(address: str) -> bool:
    """Whether the IP *address*, in any text form, is one of the open internet.

    Loopback, private, link-local (with the metadata services of clouds), shared, multicast and reserved ones
    are not, and neither are IPv6 addresses that carry such an IPv4 address (mapped, compatible,
    6to4, Teredo, NAT64). What is no address is not public.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return _global(found)
    carried = _carried(found)
    return (bool(carried) or _global(found)) and all(_global(each) for each in carried)


def _global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if any(address in each for each in _NO_ONES if each.version == address.version):
        return False
    assigned = address.version == 4 or address in _UNICAST  # noqa: PLR2004  (IPv4)
    return assigned and address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that *address* stands for."""
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or address in _COMPATIBLE:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in carried if each is not None]
