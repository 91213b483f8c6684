#include "tests/support/modelworld.h"

#include <algorithm>

// How connections come and go.

namespace larder::test {

void ModelWorld::open(Side& side)
{
    auto port = std::make_unique<ModelPort>(m_database, m_fault, unsigned(m_random()),
        [this](ModelDatabase::Tables tables, ModelDatabase::Moment at) { m_oracle.written(tables, at); });
    side.port = port.get();
    side.connection = m_service.addConnection(std::move(port));
}

void ModelWorld::close(Side& side)
{
    const auto isOfSide
        = [&](const auto& each) { return each.second->request.connection == side.connection; };
    for (const auto& each : m_open)
        each.second->cancelled = each.second->cancelled || isOfSide(each);
    m_runsClosed += std::count_if(m_open.begin(), m_open.end(), isOfSide);
    // What a connection to an older file stored is not what others have.
    if (m_fileKnownSince)
        m_oracle.expired(ModelExpiries::What::Everything);
    m_service.removeConnection(side.connection);
    m_closed = side.connection;
    if (std::any_of(m_open.begin(), m_open.end(), isOfSide))
        m_oracle.report(ModelViolation::Connection, QStringLiteral("a run goes on"));
}

void ModelWorld::closeAll()
{
    for (Side& side : m_sides)
        close(side);
    for (const EntryInfo& entry : m_cache.entries()) {
        if (entry.state != EntryState::Expired)
            m_oracle.report(
                ModelViolation::Connection, QStringLiteral("entry %1 is still there").arg(quint64(entry.id)));
    }
}

// Sometimes the other one is removed as well before anything is opened.
void ModelWorld::reconnect(Side& side)
{
    const bool both = below(4) == 0;
    if (both)
        closeAll();
    else
        close(side);
    for (Side& each : m_sides) {
        if (both || &each == &side)
            open(each);
    }
}

// A callback may close the connection that it hears from.
void ModelWorld::closeAfter(const ModelRun& run, const RunOutcome& outcome)
{
    if (m_closing == run.request.connection && !outcome.cancelled && !outcome.error) {
        m_closing.reset();
        reconnect(sideOf(run.request.connection));
    }
}

void ModelWorld::startAfterTheEnd()
{
    if (!m_closed)
        return;
    QueryRequest request = someRead();
    request.connection = *m_closed;
    ++m_started;
    m_service.start(std::move(request), &m_context, {.finished = [this](const RunOutcome& outcome) {
        ++m_finished;
        ++m_refused;
        if (!outcome.error)
            m_oracle.report(ModelViolation::Connection, QStringLiteral("a run after the end was answered"));
    }});
}

} // namespace larder::test
