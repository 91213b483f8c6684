#include "cache/resultcache.h"

#include <QLocale>

namespace larder {

namespace {

Reason tooLargeReason(qint64 bytes, qint64 budgetBytes)
{
    const QLocale locale;
    return {ReasonCode::TooLarge,
        QStringLiteral("%1 > %2").arg(
            locale.formattedDataSize(bytes), locale.formattedDataSize(budgetBytes))};
}

} // namespace

ResultCache::Landed ResultCache::land(FillTicket ticket, const Fill& fill)
{
    CacheEntry entry = entryOf(ticket, fill);
    Landed landed{refusal(ticket, fill), {}, entry.id};
    if (!landed.notStored)
        landed.notStored = stamp(entry, fill);
    m_fills.abandon(ticket);
    removeOver();
    m_live.remove(fill.key);
    m_shelf.drop(fill.key.digest());
    // An older answer must not outlive the one that was to replace it.
    if (const CacheEntry* const old = m_store.find(fill.key))
        remove(old->id, landed.notStored ? landed.notStored : Reason{ReasonCode::Replaced});
    m_history.takeMarks(fill.key).addTo(entry.pinned, entry.tags);
    if (!landed.notStored)
        landed = indexRows(entry);
    if (landed.notStored)
        tellGone(EventKind::Refused, entry, landed.notStored, 0);
    else
        landed.notStored = insert(std::move(entry));
    return landed;
}

CacheEntry ResultCache::entryOf(FillTicket ticket, const Fill& fill)
{
    CacheEntry entry{.id = EntryId(++m_lastId),
        .facts = fill.facts(),
        .storedAt = m_clock.now(),
        .storedWallTime = m_clock.wallTime(),
        .lifetime = fill.entryLifetime(),
        .fill = fill.cost,
        .key = fill.key,
        .result = fill.result,
        .schema = fill.schema,
        .order = quint64(ticket),
        .rows = fill.rows,
        .tags = fill.tags};
    entry.usage.lastUsed = entry.storedAt;
    return entry;
}

Reason ResultCache::refusal(FillTicket ticket, const Fill& fill) const
{
    if (fill.forbidden)
        return fill.forbidden;
    return m_fills.overtaken(ticket, m_tokens, databaseOf(fill.components.connection), fill.tables);
}

Reason ResultCache::stamp(CacheEntry& entry, const Fill& fill)
{
    // No token changed since the fill began, so the present ones are those from before the statement.
    entry.stamp = m_tokens.stamp(databaseOf(fill.components.connection), fill.tables);
    entry.stamp.validator = fill.validator;
    entry.chargeBytes = entry.heapBytes() + store().slotBytes() + fill.result->fileBytes();
    if (entry.chargeBytes <= store().budgetBytes())
        return {};
    return tooLargeReason(entry.chargeBytes, store().budgetBytes());
}

ResultCache::Landed ResultCache::indexRows(CacheEntry& entry)
{
    Landed landed{.entry = entry.id};
    if (!entry.rows)
        return landed;
    const RowFillOutcome outcome
        = m_rows.add({entry.id, {entry.facts->components.connection, entry.rows->table}, *entry.rows,
            entry.result, entry.order, entry.stampId()});
    if (outcome.refusal != RowRefusal::None)
        entry.rows.reset();
    entry.chargeBytes += outcome.indexBytes - std::exchange(entry.indexBytes, outcome.indexBytes);
    (outcome.refusal == RowRefusal::RowExpired ? landed.notStored : landed.notByRow)
        = rowRefusalReason(outcome.refusal);
    for (const EntryId suspect : outcome.suspects)
        Q_EMIT entryChanged(suspect);
    // As a whole it fits.
    if (entry.chargeBytes > store().budgetBytes()) {
        landed.notByRow = tooLargeReason(entry.chargeBytes, store().budgetBytes());
        m_rows.remove(entry.id);
        entry.rows.reset();
        entry.chargeBytes -= std::exchange(entry.indexBytes, 0);
    }
    return landed;
}

Reason ResultCache::insert(CacheEntry entry, quint64 cause)
{
    const CacheEntry copy = entry;
    const CacheStore::Insertion insertion = m_store.insert(std::move(entry));
    for (const CacheEntry& gone : insertion.evicted) {
        m_rows.remove(gone.id);
        m_live.keep(gone);
        tellGone(EventKind::Removed, gone, {ReasonCode::Evicted}, 0);
        Q_EMIT entryRemoved(gone.id, {ReasonCode::Evicted});
    }
    if (!insertion.stored) {
        const Reason reason = m_store.isClosed() ? Reason{ReasonCode::StoreDown, m_store.failure()}
                                                 : Reason{ReasonCode::NotAdmitted};
        m_rows.remove(copy.id);
        if (!m_store.isClosed())
            m_live.keep(copy);
        tellGone(EventKind::Refused, copy, reason, cause);
        return reason;
    }
    if (const auto end = copy.end())
        m_ends.add(copy.id, *end);
    CacheEvent stored = eventOf(EventKind::Stored, copy);
    stored.cause = cause;
    // What is brought back was not read again.
    if (cause == 0)
        stored.duration = copy.fillCost();
    m_events.append(std::move(stored));
    Q_EMIT entryStored(copy.id);
    return {};
}

} // namespace larder
