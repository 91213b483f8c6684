#pragma once

#include <QString>

namespace larder {

/// Why a run was not answered from the cache, or why an entry went.
enum class ReasonCode {
    None,
    FirstSeen,
    Ttl,
    IdleTtl,
    EmptyTtl,
    Evicted,
    NotAdmitted,
    TableChanged,
    RowChanged,
    SuspectMembership,
    ExpiredByUser,
    Epoch,
    Replaced,
    ValidatorChanged,
    ValidatorUnknown,
    KeyDiffers,
    Projection,
    Partial,
    NoKey,
    RaceDiscarded,
    TooLarge,
    Uncacheable,
    InTransaction,
    Bypass,
    Off,
    StoreDown,
    Decode,
    Collision,
    ConnectionClosed,
};

/// A reason with the particulars of this case: the statement that wrote, the token that forbids, the limit.
struct Reason
{
    ReasonCode code = ReasonCode::None;
    QString detail = {};

    [[nodiscard]] explicit operator bool() const { return code != ReasonCode::None; }
    bool operator==(const Reason&) const = default;
};

/// The name of the code as scripts see it: "ExpiredByUser".
[[nodiscard]] QString reasonName(ReasonCode code);

/// The reason as a phrase for people: "expired by user", "table orders changed (UPDATE orders …, 14:03:21)".
[[nodiscard]] QString reasonText(const Reason& reason);

} // namespace larder
