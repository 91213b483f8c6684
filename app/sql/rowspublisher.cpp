#include "app/sql/rowspublisher.h"

namespace larder {

namespace {

constexpr qint64 kFirstPublishMilliseconds = 20;
constexpr qint64 kPublishMilliseconds = 100;

} // namespace

void RowsPublisher::publishIfDue(std::optional<ResultBuilder>& builder)
{
    if (!builder || !builder->hasUnpublished())
        return;
    const bool due = m_published
        ? m_sincePublished.hasExpired(kPublishMilliseconds)
        : builder->chunkFilled() || m_sincePublished.hasExpired(kFirstPublishMilliseconds);
    if (!due)
        return;
    m_arrived(builder->snapshot(Completeness::Streaming));
    m_published = true;
    m_sincePublished.restart();
}

Completeness endOfRows(bool cancelled, bool failed, bool moreExist)
{
    if (cancelled)
        return Completeness::Cancelled;
    if (failed)
        return Completeness::Failed;
    return moreExist ? Completeness::LimitReached : Completeness::Complete;
}

} // namespace larder
