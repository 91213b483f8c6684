#pragma once

#include "cache/queryrequest.h"

namespace larder {

/// How the runs of a window's tabs are to use the cache.
struct CacheWish
{
    FreshnessPolicy policy = FreshnessPolicy::Verify;
    Technique technique = Technique::All;
};

} // namespace larder
