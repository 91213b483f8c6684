#include "cache/eviction/evictionpolicy.h"

#include "cache/eviction/gdsfma3policy.h"
#include "cache/eviction/gdsfpolicy.h"
#include "cache/eviction/lrupolicy.h"

namespace larder {

std::unique_ptr<EvictionPolicy> makeEvictionPolicy(const QByteArray& name, qint64 budgetBytes)
{
    if (name == "LRU")
        return std::make_unique<LruPolicy>(budgetBytes);
    if (name == "GDSF")
        return std::make_unique<GdsfPolicy>(budgetBytes);
    if (name == "GDSF-MA3")
        return std::make_unique<GdsfMa3Policy>(budgetBytes);
    return nullptr;
}

} // namespace larder
