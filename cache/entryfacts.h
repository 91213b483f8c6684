#pragma once

#include "cache/cachekey.h"

#include <QByteArrayList>

namespace larder {

/// What never changes of an entry, shared by the entry and all that shows it.
struct EntryFacts
{
    KeyComponents components = {};
    /// The statement as the user wrote it.
    QByteArray sql = {};
    /// What its stamp depends on.
    QByteArrayList tables = {};
    /// The digest of the key in hexadecimal.
    QByteArray key = {};
    qint64 rows = 0;
    int columns = 0;

    /// What they hold in the heap beside themselves; texts that other entries share count in full.
    [[nodiscard]] qint64 heapBytes() const;
    bool operator==(const EntryFacts&) const = default;
};

} // namespace larder
