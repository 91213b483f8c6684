#include "cache/eviction/lrupolicy.h"

namespace larder {

EvictionPolicy::Admission LruPolicy::admit(const Newcomer& newcomer)
{
    if (newcomer.bytes > m_budgetBytes - m_pinnedBytes)
        return {};
    Admission admission;
    admission.evicted = makeRoom(newcomer.bytes);
    const Slot slot = m_residents.insert({newcomer.owner, newcomer.bytes});
    m_residents[slot].place = m_order.insert(m_order.end(), slot);
    m_usedBytes += newcomer.bytes;
    admission.slot = slot;
    return admission;
}

void LruPolicy::recordHit(Slot slot)
{
    Order& order = m_residents[slot].pinned ? m_pinned : m_order;
    order.splice(order.end(), order, m_residents[slot].place);
}

void LruPolicy::remove(Slot slot)
{
    const Resident resident = m_residents.take(slot);
    (resident.pinned ? m_pinned : m_order).erase(resident.place);
    m_usedBytes -= resident.bytes;
    m_pinnedBytes -= resident.pinned ? resident.bytes : 0;
}

void LruPolicy::setPinned(Slot slot, bool pinned)
{
    Resident& resident = m_residents[slot];
    if (resident.pinned == pinned)
        return;
    resident.pinned = pinned;
    m_pinnedBytes += pinned ? resident.bytes : -resident.bytes;
    if (pinned)
        m_pinned.splice(m_pinned.end(), m_order, resident.place);
    else
        m_order.splice(m_order.end(), m_pinned, resident.place);
}

std::vector<quint64> LruPolicy::setBudget(qint64 bytes)
{
    m_budgetBytes = bytes;
    return makeRoom(0);
}

std::vector<quint64> LruPolicy::owners() const
{
    std::vector<quint64> owners;
    for (const Order* const order : {&m_order, &m_pinned}) {
        for (const Slot slot : *order)
            owners.push_back(m_residents[slot].owner);
    }
    return owners;
}

qint64 LruPolicy::residentBytes() const
{
    // A node of the list has two pointers besides the slot.
    return SlotTable<Resident>::valueBytes() + blockBytes(qint64(2 * sizeof(void*) + sizeof(Slot)));
}

std::vector<quint64> LruPolicy::makeRoom(qint64 bytes)
{
    std::vector<quint64> evicted;
    while (m_usedBytes + bytes > m_budgetBytes && !m_order.empty()) {
        evicted.push_back(m_residents[m_order.front()].owner);
        remove(m_order.front());
    }
    return evicted;
}

} // namespace larder
