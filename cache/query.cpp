#include "cache/query.h"

#include "cache/valuecell.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QPromise>

namespace larder {

namespace {

Query::FirstRow firstOf(RunOutcome outcome)
{
    Query::FirstRow first{.outcome = std::move(outcome)};
    const ResultPtr& result = first.outcome.result;
    if (!result || result->rowCount() == 0 || first.outcome.error)
        return first;
    first.row.emplace();
    for (int column = 0; column < result->columnCount(); ++column)
        first.row->push_back(valueOf(result->cell(0, column)));
    return first;
}

} // namespace

Query::Query(QueryService& service, QueryRequest request) : m_service(&service), m_request(std::move(request))
{
}

Query& Query::bind(Value value)
{
    return bind(QByteArray::number(++m_plainValues), std::move(value));
}

Query& Query::bind(const QByteArray& name, Value value)
{
    std::erase_if(m_request.parameters, [&](const Parameter& each) { return each.name == name; });
    m_request.parameters.push_back({name, std::move(value)});
    return *this;
}

Query& Query::policy(FreshnessPolicy policy)
{
    m_request.policy = policy;
    return *this;
}

Query& Query::ttl(std::chrono::milliseconds ttl)
{
    m_request.ttl = ttl;
    return *this;
}

Query& Query::tag(const QByteArray& tag)
{
    m_request.tags << tag;
    return *this;
}

Query& Query::limit(qint64 rows)
{
    m_request.rowLimit = rows;
    return *this;
}

RunOutcome Query::all() const
{
    QEventLoop loop;
    RunOutcome ended;
    all(&loop, [&](RunOutcome outcome) {
        ended = std::move(outcome);
        loop.quit();
    });
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    return ended;
}

Query::FirstRow Query::first() const
{
    return firstOf(all());
}

QFuture<RunOutcome> Query::allAsync(const QObject* context) const
{
    const auto promise = std::make_shared<QPromise<RunOutcome>>();
    promise->start();
    const QFuture<RunOutcome> future = promise->future();
    auto* const watcher = new QFutureWatcher<RunOutcome>(m_service);
    const RunId run = m_service->start(m_request, context, {.finished = [promise](RunOutcome outcome) {
        promise->addResult(std::move(outcome));
        promise->finish();
    }});
    QObject::connect(watcher, &QFutureWatcherBase::canceled, m_service,
        [service = m_service, run] { service->cancel(run); });
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
    return future;
}

void Query::all(const QObject* context, std::function<void(RunOutcome)> finished) const
{
    m_service->start(m_request, context, {.finished = std::move(finished)});
}

void Query::first(const QObject* context, std::function<void(FirstRow)> finished) const
{
    all(context,
        [finished = std::move(finished)](RunOutcome outcome) { finished(firstOf(std::move(outcome))); });
}

Query& Query::as(Technique technique)
{
    m_request.technique = technique;
    return *this;
}

} // namespace larder
