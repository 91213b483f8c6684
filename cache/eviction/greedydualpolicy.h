#pragma once

#include "cache/eviction/evictionpolicy.h"
#include "cache/eviction/priorityheap.h"
#include "cache/eviction/slottable.h"

namespace larder {

/// The common part of policies after GreedyDual-Size (Cao and Irani, 1997): what is worth the least time per
/// byte goes first. Worth is what fetching it again would cost times a weight, on top of a level that rises
/// with what had to go, so that what is not asked for sinks.
class GreedyDualPolicy : public EvictionPolicy
{
public:
    [[nodiscard]] Admission admit(const Newcomer& newcomer) override;
    void recordHit(Slot slot) override;
    void remove(Slot slot) override;
    void setPinned(Slot slot, bool pinned) override;
    [[nodiscard]] std::vector<quint64> setBudget(qint64 bytes) override;
    [[nodiscard]] std::vector<quint64> owners() const override;
    [[nodiscard]] qint64 residentBytes() const override
    {
        return SlotTable<Resident>::valueBytes() + PriorityHeap::itemBytes();
    }
    [[nodiscard]] qint64 usedBytes() const override { return m_usedBytes; }
    [[nodiscard]] qint64 budgetBytes() const override { return m_budgetBytes; }

protected:
    struct Resident : Newcomer
    {
        /// How often it was asked for again.
        quint32 accesses = 0;
        bool pinned = false;
    };

    explicit GreedyDualPolicy(qint64 budgetBytes) : m_budgetBytes(budgetBytes) { }

    /// What is known of @p resident, which is about to be let in or refused.
    virtual void recall(Resident& resident) = 0;
    /// It was asked for once more.
    virtual void askedAgain(Resident& resident) = 0;
    [[nodiscard]] virtual double weight(const Resident& resident) const = 0;
    /// It is not kept, or no longer.
    virtual void forget(const Resident& resident) = 0;
    /// By how much what has to go may be worth more than the newcomer.
    [[nodiscard]] virtual double patience() const = 0;
    [[nodiscard]] size_t residentCount() const { return m_residents.size(); }

private:
    /// What would have to go for a newcomer.
    struct Victims
    {
        std::vector<Slot> chosen = {};
        bool worthIt = true;
        /// The priority of the last of them, or of the last looked at if it is not worth it.
        double lastPriority = 0;
    };

    [[nodiscard]] Victims victimsFor(qint64 bytes, double value) const;
    [[nodiscard]] double priorityOf(const Resident& resident) const;
    [[nodiscard]] std::vector<quint64> evict(const std::vector<Slot>& chosen);
    Resident takeOut(Slot slot);
    void raiseLevel(double level);

    SlotTable<Resident> m_residents;
    // All but the pinned ones.
    PriorityHeap m_heap;
    // By slot; only those of pinned residents.
    std::vector<Slot> m_pinned;
    double m_level = 0;
    qint64 m_usedBytes = 0;
    qint64 m_budgetBytes;
};

} // namespace larder
