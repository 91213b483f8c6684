#pragma once

#include "cache/cachekey.h"
#include "cache/reason.h"

#include <QByteArrayList>
#include <QCache>

namespace larder {

/// What a user has made of an entry, which is meant for all answers to its request.
struct EntryMarks
{
    bool pinned = false;
    QByteArrayList tags = {};

    [[nodiscard]] bool isEmpty() const { return !pinned && tags.isEmpty(); }
    void addTo(bool& isPinned, QByteArrayList& allTags) const;
};

/// Remembers why keys are not in the cache, so that a miss can tell. Bounded: what was forgotten counts as
/// first seen, which is a less exact reason and never a wrong answer.
class MissHistory
{
public:
    MissHistory();

    /// @p key left the cache, or was kept out of it, for @p reason.
    void remember(const CacheKey& key, const KeyComponents& components, const Reason& reason);
    /// @p components were asked for; call it after reasonFor().
    void asked(const KeyComponents& components);
    /// Why a look-up of this key finds nothing: what remember() was told last; else how it differs from the
    /// last request with the same SQL; else it is seen for the first time.
    [[nodiscard]] Reason reasonFor(const CacheKey& key, const KeyComponents& components) const;

    /// For the next answer to the same request.
    void keepMarks(const CacheKey& key, const EntryMarks& marks);
    /// Once; empty where there are none.
    [[nodiscard]] EntryMarks takeMarks(const CacheKey& key);

private:
    QCache<QByteArray, Reason> m_reasons;
    QCache<QByteArray, EntryMarks> m_marks;
    QCache<QByteArray, KeyComponents> m_lastOfSql;
};

} // namespace larder
