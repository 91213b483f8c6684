#include "cache/eviction/gdsfpolicy.h"

namespace larder {

void GdsfPolicy::askedAgain(Resident& resident)
{
    ++resident.accesses;
}

double GdsfPolicy::weight(const Resident& resident) const
{
    return 1.0 + double(resident.accesses);
}

} // namespace larder
