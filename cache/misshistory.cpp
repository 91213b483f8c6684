#include "cache/misshistory.h"

#include <memory>

namespace larder {

namespace {

constexpr int kRememberedKeys = 10'000;
// The components carry SQL text and parameters, so their number is bounded more tightly.
constexpr int kRememberedTexts = 1'000;

} // namespace

void EntryMarks::addTo(bool& isPinned, QByteArrayList& allTags) const
{
    isPinned = isPinned || pinned;
    for (const QByteArray& tag : tags) {
        if (!allTags.contains(tag))
            allTags << tag;
    }
}

MissHistory::MissHistory()
    : m_reasons(kRememberedKeys)
    , m_marks(kRememberedTexts)
    , m_lastOfSql(kRememberedTexts)
{
}

void MissHistory::remember(const CacheKey& key, const KeyComponents& components, const Reason& reason)
{
    m_reasons.insert(key.hex(), new Reason(reason));
    asked(components);
}

void MissHistory::asked(const KeyComponents& components)
{
    m_lastOfSql.insert(components.sql, new KeyComponents(components));
}

Reason MissHistory::reasonFor(const CacheKey& key, const KeyComponents& components) const
{
    if (const Reason* reason = m_reasons.object(key.hex()))
        return *reason;
    if (const KeyComponents* last = m_lastOfSql.object(components.sql)) {
        if (const QString difference = keyDifference(*last, components); !difference.isEmpty())
            return {ReasonCode::KeyDiffers, difference};
    }
    return {ReasonCode::FirstSeen};
}

void MissHistory::keepMarks(const CacheKey& key, const EntryMarks& marks)
{
    if (!marks.isEmpty())
        m_marks.insert(key.hex(), new EntryMarks(marks));
    else if (!m_marks.isEmpty())
        m_marks.remove(key.hex());
}

EntryMarks MissHistory::takeMarks(const CacheKey& key)
{
    // Mostly there are none at all, and each answer that lands asks.
    if (m_marks.isEmpty())
        return {};
    const std::unique_ptr<EntryMarks> marks(m_marks.take(key.hex()));
    return marks ? *marks : EntryMarks();
}

} // namespace larder
