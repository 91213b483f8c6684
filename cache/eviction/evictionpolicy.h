#pragma once

#include "cache/cachekey.h"

#include <memory>
#include <optional>
#include <vector>

namespace larder {

/// Decides what stays within a budget of bytes: which residents go when room is needed, and whether a
/// newcomer is worth what would have to go for it. Knows no values and no clock: the store takes out itself
/// what has expired, before it lets a newcomer in. Never above the budget. For one thread.
class EvictionPolicy
{
public:
    /// Names a resident as long as it stays.
    using Slot = quint32;

    /// An answer that was just fetched.
    struct Newcomer
    {
        CacheKey::Digest digest{};
        /// Given back when it has to go; of equally worthy residents, the lowest goes first.
        quint64 owner = 0;
        qint64 bytes = 0;
        /// What fetching it took, in milliseconds.
        double cost = 0;
        /// Answers of one kind are expected to be asked for in a like manner; below kKinds.
        quint8 kind = 0;
    };
    struct Admission
    {
        /// Empty if it was not let in.
        std::optional<Slot> slot = std::nullopt;
        /// The owners of those that went.
        std::vector<quint64> evicted = {};
    };
    static constexpr size_t kKinds = 32;

    EvictionPolicy() = default;
    EvictionPolicy(const EvictionPolicy&) = delete;
    EvictionPolicy& operator=(const EvictionPolicy&) = delete;
    virtual ~EvictionPolicy() = default;

    [[nodiscard]] virtual Admission admit(const Newcomer& newcomer) = 0;
    /// The resident answered a request.
    virtual void recordHit(Slot slot) = 0;
    /// The resident has expired or is no longer true; it may well be asked for again.
    virtual void remove(Slot slot) = 0;
    /// A pinned resident never goes for another; its bytes count all the same.
    virtual void setPinned(Slot slot, bool pinned) = 0;
    /// Returns the owners of those that had to go. Pinned ones may keep it above a lower budget.
    [[nodiscard]] virtual std::vector<quint64> setBudget(qint64 bytes) = 0;

    /// The owners of all residents, the one that would go next first, pinned ones last.
    [[nodiscard]] virtual std::vector<quint64> owners() const = 0;
    /// What it takes for a resident itself.
    [[nodiscard]] virtual qint64 residentBytes() const = 0;
    [[nodiscard]] virtual qint64 usedBytes() const = 0;
    [[nodiscard]] virtual qint64 budgetBytes() const = 0;
};

/// A policy by its name: "LRU", "GDSF" or "GDSF-MA3"; null for any other.
[[nodiscard]] std::unique_ptr<EvictionPolicy> makeEvictionPolicy(const QByteArray& name, qint64 budgetBytes);

} // namespace larder
