#pragma once

#include "cache/cachekey.h"
#include "cache/lifetime.h"

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
    /// Runs that joined the one whose rows it holds, and got them with it.
    int followers = 0;
    /// The part of its fill cost that it took to deliver the rows.
    std::chrono::nanoseconds fetchCost{0};
    /// As it was asked for.
    Lifetime lifetime = {};

    /// What they hold in the heap beside themselves; texts that other entries share count in full.
    [[nodiscard]] qint64 heapBytes() const;
    bool operator==(const EntryFacts&) const = default;
};

} // namespace larder
