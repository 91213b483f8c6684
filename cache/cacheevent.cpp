#include "cache/cacheevent.h"

#include <array>

namespace larder {

QString eventName(EventKind kind)
{
    static constexpr std::array kNames{"Hit", "Miss", "Bypass", "Asked", "Joined", "Stored", "Refused",
        "Removed", "Validated", "DatabaseChanged", "ConnectionLost", "TableChanged", "Expired", "Restored",
        "Pinned", "Unpinned", "StoreFailed"};
    static_assert(kNames.size() == size_t(EventKind::StoreFailed) + 1);
    return QString::fromLatin1(kNames.at(size_t(kind)));
}

} // namespace larder
