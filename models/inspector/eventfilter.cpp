#include "models/inspector/eventfilter.h"

#include "models/inspector/eventtext.h"

#include <algorithm>

namespace larder {

EventFilter::EventFilter(Kinds kinds, const QString& text) : m_kinds(kinds)
{
    static constexpr QLatin1String kEntry("entry:");
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        bool isNumber = false;
        const quint64 number = word.mid(kEntry.size()).toULongLong(&isNumber);
        if (isNumber && word.startsWith(kEntry, Qt::CaseInsensitive))
            m_entry = EntryId(number);
        else
            m_words << word;
    }
}

bool EventFilter::accepts(const CacheEvent& event) const
{
    if (!m_kinds.test(size_t(event.kind)) || (m_entry && event.entry != *m_entry))
        return false;
    return std::ranges::all_of(m_words, [&](const QString& word) { return tells(event, word); });
}

bool EventFilter::tells(const CacheEvent& event, const QString& word)
{
    return QString::fromUtf8(event.sql).contains(word, Qt::CaseInsensitive)
        || QString::fromLatin1(event.key).contains(word, Qt::CaseInsensitive)
        || (event.reason && reasonText(event.reason).contains(word, Qt::CaseInsensitive))
        || databaseText(event.database).contains(word, Qt::CaseInsensitive)
        || eventKindText(event.kind).contains(word, Qt::CaseInsensitive);
}

} // namespace larder
