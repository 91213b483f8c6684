#pragma once

#include "cache/eviction/evictionpolicy.h"
#include "cache/eviction/slottable.h"

#include <list>

namespace larder {

/// The least recently used goes first. Lets everything in that fits the budget.
class LruPolicy final : public EvictionPolicy
{
public:
    explicit LruPolicy(qint64 budgetBytes) : m_budgetBytes(budgetBytes) { }

    [[nodiscard]] Admission admit(const Newcomer& newcomer) override;
    void recordHit(Slot slot) override;
    void remove(Slot slot) override;
    void setPinned(Slot slot, bool pinned) override;
    [[nodiscard]] std::vector<quint64> setBudget(qint64 bytes) override;
    [[nodiscard]] std::vector<quint64> owners() const override;
    [[nodiscard]] qint64 residentBytes() const override;
    [[nodiscard]] qint64 usedBytes() const override { return m_usedBytes; }
    [[nodiscard]] qint64 budgetBytes() const override { return m_budgetBytes; }

private:
    using Order = std::list<Slot>;
    struct Resident
    {
        quint64 owner = 0;
        qint64 bytes = 0;
        bool pinned = false;
        Order::iterator place = {};
    };

    [[nodiscard]] std::vector<quint64> makeRoom(qint64 bytes);

    SlotTable<Resident> m_residents;
    // Either has the least recently used first.
    Order m_order;
    Order m_pinned;
    qint64 m_usedBytes = 0;
    qint64 m_pinnedBytes = 0;
    qint64 m_budgetBytes;
};

} // namespace larder
