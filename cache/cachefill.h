#pragma once

#include "cache/cacheentry.h"

#include <QByteArrayList>

namespace larder {

/// An answer that is to be stored.
struct CacheFill
{
    CacheKey key;
    KeyComponents components;
    QByteArray sql = {};
    ResultPtr result = {};
    SchemaPtr schema = {};
    QByteArrayList tables = {};
    std::optional<DatabaseMark> validator = std::nullopt;
    /// See EntryFacts::followers.
    int followers = 0;
    /// As it was asked for; an entry lives up to a tenth shorter or longer, unless that is exact.
    Lifetime lifetime = {};
    QByteArrayList tags = {};
    RunTimings cost = {};
    /// Why the result must not be stored, found out when it was there.
    Reason forbidden = {};
    /// Set where its rows are to be found one by one.
    std::optional<RowSource> rows = std::nullopt;

    [[nodiscard]] std::shared_ptr<const EntryFacts> facts() const;
    /// How long it lives once it is stored: jittered, and not long without any row.
    [[nodiscard]] Lifetime entryLifetime() const;
};

} // namespace larder
