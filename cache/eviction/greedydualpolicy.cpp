#include "cache/eviction/greedydualpolicy.h"

#include <algorithm>
#include <limits>

namespace larder {

namespace {

// More would hold up the window. At 4,096 one result of two thirds of the budget is refused in the trace
// app-shop that saves more than it costs.
constexpr size_t kMostVictims = 16'384;
// After a refusal so many more are looked at for how far the level should have risen.
constexpr size_t kMostLookedAt = 200;
constexpr double kRiseOfRefusal = 0.1;
// Beyond, the smallest worth per byte would be lost in the level.
constexpr double kHighestLevel = double(1ULL << 40U);

} // namespace

EvictionPolicy::Admission GreedyDualPolicy::admit(const Newcomer& newcomer)
{
    Resident resident{newcomer};
    recall(resident);
    if (resident.bytes > m_budgetBytes) {
        forget(resident);
        return {};
    }
    const double value = weight(resident) * resident.cost;
    const Victims victims = victimsFor(resident.bytes, value);
    if (!victims.worthIt) {
        forget(resident);
        raiseLevel(m_level + kRiseOfRefusal * (victims.lastPriority - m_level));
        return {};
    }
    Admission admission;
    admission.evicted = evict(victims.chosen);
    const Slot slot = m_residents.insert(resident);
    m_usedBytes += resident.bytes;
    m_heap.insert(slot, priorityOf(resident), resident.owner);
    admission.slot = slot;
    return admission;
}

void GreedyDualPolicy::recordHit(Slot slot)
{
    Resident& resident = m_residents[slot];
    askedAgain(resident);
    if (!resident.pinned)
        m_heap.setPriority(slot, priorityOf(resident));
}

void GreedyDualPolicy::remove(Slot slot)
{
    forget(takeOut(slot));
}

void GreedyDualPolicy::setPinned(Slot slot, bool pinned)
{
    Resident& resident = m_residents[slot];
    if (resident.pinned == pinned)
        return;
    resident.pinned = pinned;
    if (pinned) {
        m_heap.remove(slot);
        m_pinned.push_back(slot);
    } else {
        std::erase(m_pinned, slot);
        m_heap.insert(slot, priorityOf(resident), resident.owner);
    }
}

std::vector<quint64> GreedyDualPolicy::setBudget(qint64 bytes)
{
    m_budgetBytes = bytes;
    std::vector<Slot> chosen;
    qint64 used = m_usedBytes;
    for (PriorityHeap::Walk walk(m_heap); used > m_budgetBytes && !walk.atEnd(); walk.next()) {
        chosen.push_back(walk.item());
        used -= m_residents[walk.item()].bytes;
    }
    return evict(chosen);
}

std::vector<quint64> GreedyDualPolicy::owners() const
{
    std::vector<quint64> owners;
    owners.reserve(m_residents.size());
    for (const Slot slot : m_heap.sorted())
        owners.push_back(m_residents[slot].owner);
    for (const Slot slot : m_pinned)
        owners.push_back(m_residents[slot].owner);
    return owners;
}

GreedyDualPolicy::Victims GreedyDualPolicy::victimsFor(qint64 bytes, double value) const
{
    Victims victims;
    victims.lastPriority = m_level;
    qint64 missing = m_usedBytes + bytes - m_budgetBytes;
    double worth = 0;
    size_t lookedAt = 0;
    for (PriorityHeap::Walk walk(m_heap); missing > 0; walk.next()) {
        if (walk.atEnd() || (!victims.worthIt && ++lookedAt > kMostLookedAt)) {
            victims.worthIt = false;
            break;
        }
        const Resident& resident = m_residents[walk.item()];
        victims.lastPriority = walk.priority();
        missing -= resident.bytes;
        worth += (walk.priority() - m_level) * double(resident.bytes);
        if (worth > patience() * value || victims.chosen.size() == kMostVictims)
            victims.worthIt = false;
        if (victims.worthIt)
            victims.chosen.push_back(walk.item());
    }
    return victims;
}

double GreedyDualPolicy::priorityOf(const Resident& resident) const
{
    return m_level + weight(resident) * resident.cost / double(std::max<qint64>(resident.bytes, 1));
}

std::vector<quint64> GreedyDualPolicy::evict(const std::vector<Slot>& chosen)
{
    std::vector<quint64> owners;
    double level = m_level;
    for (const Slot slot : chosen) {
        level = std::max(level, m_heap.priority(slot));
        const Resident gone = takeOut(slot);
        owners.push_back(gone.owner);
        forget(gone);
    }
    raiseLevel(level);
    return owners;
}

GreedyDualPolicy::Resident GreedyDualPolicy::takeOut(Slot slot)
{
    const Resident resident = m_residents.take(slot);
    if (resident.pinned)
        std::erase(m_pinned, slot);
    else
        m_heap.remove(slot);
    m_usedBytes -= resident.bytes;
    return resident;
}

void GreedyDualPolicy::raiseLevel(double level)
{
    m_level = level;
    if (m_level > kHighestLevel) {
        m_heap.lowerAll(m_level);
        m_level = 0;
    }
}

} // namespace larder
