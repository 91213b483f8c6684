#include "app/sql/pgvalidator.h"

#include "app/sql/pgprobe.h"
#include "app/sql/readagain.h"

#include <libpq-fe.h>

namespace larder {

namespace {

using namespace std::chrono_literals;

// Short: "unknown" now is better than an answer later.
constexpr auto kLimit = 2s;

const QByteArray& question()
{
    static const QByteArray kQuestion = "SELECT CASE WHEN pg_catalog.pg_is_in_recovery()"
                                        " THEN 'replayed ' || pg_catalog.pg_last_wal_replay_lsn()::text"
                                        " ELSE pg_catalog.pg_current_snapshot()::text END, "
        + pgSettingsDigest();
    return kQuestion;
}

} // namespace

PgValidator::PgValidator(DatabaseServer server) : m_server(std::move(server))
{
    if (m_server.tunnel)
        m_server.tunnel->setParent(this);
}

PgValidator::~PgValidator() = default;

TokenWorker::Reading PgValidator::read()
{
    return readAgainBehindLoss(m_connection, kLimit, [this] { return readOnce(); });
}

TokenWorker::Reading PgValidator::readOnce()
{
    if (const auto error = ensure())
        return {*error};
    // Before the question: a loss that is noticed meanwhile shows in the next reading.
    const QByteArray incarnation = m_server.incarnation->current();
    ServerPatience patience(kLimit, *m_server.cancellation);
    const auto answers = m_connection->exec(question(), patience);
    // One that came meanwhile may tell of what the answer does not know yet.
    takeHints();
    if (!answers) {
        if (m_connection->isLost())
            lose();
        return {answers.error(), m_identity};
    }
    const PgResult& answer = answers.value()[0];
    if (answer.text(0, 0).isEmpty()) {
        return {Error{tr("Cannot check the server"), tr("it tells no state")}, m_identity};
    }
    return {incarnation + '|' + answer.text(0, 1) + '|' + answer.text(0, 0), m_identity};
}

std::optional<Error> PgValidator::ensure()
{
    if (m_connection && !m_connection->isLost())
        return std::nullopt;
    if (m_connection)
        lose();
    auto connection = PgConnection::open(m_server, kLimit);
    if (!connection)
        return connection.error();
    ServerPatience patience(kLimit, *m_server.cancellation);
    const auto settings = PgSettings::read(*connection.value(), m_server.target, patience);
    if (!settings)
        return settings.error();
    m_connection = std::move(connection.value());
    m_identity = settings.value().identity;
    listen();
    return std::nullopt;
}

void PgValidator::listen()
{
    ServerPatience patience(kLimit, *m_server.cancellation);
    for (const QString& channel : pgChannels(m_server.target)) {
        const QByteArray name = channel.toUtf8().replace('"', "\"\"");
        if (!m_connection->exec("LISTEN \"" + name + '"', patience))
            return;
        if (!m_hints) {
            m_hints
                = std::make_unique<QSocketNotifier>(PQsocket(m_connection->handle()), QSocketNotifier::Read);
            connect(m_hints.get(), &QSocketNotifier::activated, this, &PgValidator::takeHints);
        }
    }
}

void PgValidator::takeHints()
{
    if (!m_hints)
        return;
    PGconn* const handle = m_connection->handle();
    const bool isLost = PQconsumeInput(handle) == 0;
    bool isNews = isLost;
    while (PGnotify* const message = PQnotifies(handle)) {
        PQfreemem(message);
        isNews = true;
    }
    // There is always something to read at its end.
    m_hints->setEnabled(!isLost);
    if (isNews)
        Q_EMIT hinted();
}

void PgValidator::lose()
{
    m_hints.reset();
    m_connection.reset();
    m_server.incarnation->renew();
}

} // namespace larder
