#include "cache/eviction/gdsfma3policy.h"

#include <algorithm>

namespace larder {

namespace {

constexpr size_t kFewestGhosts = 2'000;

} // namespace

void GdsfMa3Policy::recall(Resident& resident)
{
    if (const auto ghost = m_ghosts.take(resident.digest)) {
        m_weights.askedAgain(resident.kind, ghost->accesses);
        resident.accesses = ghost->accesses + 1;
        resident.cost = (ghost->cost + resident.cost) / 2;
    }
    m_weights.entered(resident.kind, resident.accesses);
}

void GdsfMa3Policy::askedAgain(Resident& resident)
{
    m_weights.askedAgain(resident.kind, resident.accesses);
    ++resident.accesses;
    m_weights.entered(resident.kind, resident.accesses);
}

double GdsfMa3Policy::weight(const Resident& resident) const
{
    return m_weights.weight(resident.kind, resident.accesses);
}

void GdsfMa3Policy::forget(const Resident& resident)
{
    m_ghosts.remember(
        {resident.digest, resident.accesses, resident.cost}, std::max(kFewestGhosts, residentCount()));
}

} // namespace larder
