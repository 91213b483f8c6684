#include "app/sql/myvalidator.h"

#include "app/sql/readagain.h"

#include <thread>

namespace larder {

namespace {

using namespace std::chrono_literals;

// Short: "unknown" now is better than an answer later.
constexpr auto kLimit = 2s;
constexpr qint64 kSettledMilliseconds = 100;
// So long nobody waits for a server that is always changing.
constexpr qint64 kBusyMilliseconds = 1'000;

// The first two in any case; the others for what they are blind to: views, stored programs and rights.
constexpr auto kQuestion
    = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_lsn_current', 'Innodb_max_trx_id',"
      " 'Com_alter_db', 'Com_alter_function', 'Com_alter_procedure', 'Com_alter_table', 'Com_create_db',"
      " 'Com_create_function', 'Com_create_package', 'Com_create_package_body', 'Com_create_procedure',"
      " 'Com_create_table', 'Com_create_trigger', 'Com_create_udf', 'Com_create_view', 'Com_drop_db',"
      " 'Com_drop_function', 'Com_drop_package', 'Com_drop_package_body', 'Com_drop_procedure',"
      " 'Com_drop_table', 'Com_drop_trigger', 'Com_drop_user', 'Com_drop_view', 'Com_grant',"
      " 'Com_grant_role', 'Com_rename_table', 'Com_rename_user', 'Com_revoke', 'Com_revoke_all',"
      " 'Com_revoke_role', 'Com_set_role', 'Com_truncate')";

} // namespace

MyValidator::MyValidator(DatabaseServer server) : m_server(std::move(server))
{
    if (m_server.tunnel)
        m_server.tunnel->setParent(this);
}

MyValidator::~MyValidator() = default;

TokenWorker::Reading MyValidator::read()
{
    return readAgainBehindLoss(m_connection, kLimit, [this] { return readOnce(); });
}

TokenWorker::Reading MyValidator::readOnce()
{
    if (const auto error = ensure())
        return {*error};
    // Before the question: a loss that is noticed meanwhile shows in the next reading.
    const QByteArray incarnation = m_server.incarnation->current();
    const Result<QByteArray> counters = askSettled();
    if (m_connection->isLost())
        lose();
    if (!counters)
        return {counters.error(), m_identity};
    return {incarnation + '|' + counters.value(), m_identity};
}

Result<QByteArray> MyValidator::askSettled()
{
    for (int turn = 0; turn < 2; ++turn) {
        auto counters = ask();
        if (!counters)
            return counters;
        if (counters.value() != m_counters) {
            if (turn > 0)
                m_sinceBusy.start();
            m_counters = counters.value();
            m_sinceChange.start();
        } else if (m_sinceChange.hasExpired(kSettledMilliseconds)) {
            return counters;
        }
        const bool isBusy = m_sinceBusy.isValid() && !m_sinceBusy.hasExpired(kBusyMilliseconds);
        if (turn > 0 || isBusy)
            break;
        // A whole millisecond more: the timer counts in those.
        std::this_thread::sleep_for(
            std::chrono::milliseconds(kSettledMilliseconds + 1 - m_sinceChange.elapsed()));
    }
    return Error{tr("Cannot check the server"), tr("it is being changed all the time")};
}

Result<QByteArray> MyValidator::ask()
{
    ServerPatience patience(kLimit, *m_server.cancellation);
    const auto rows = m_connection->exec(kQuestion, patience);
    if (!rows)
        return rows.error();
    QByteArray counters;
    bool hasPosition = false;
    bool hasTransaction = false;
    for (const QByteArrayList& row : rows.value()) {
        counters += row.value(0) + '=' + row.value(1) + ' ';
        hasPosition = hasPosition || row.value(0).toLower() == "innodb_lsn_current";
        hasTransaction = hasTransaction || row.value(0).toLower() == "innodb_max_trx_id";
    }
    if (!hasPosition || !hasTransaction)
        return Error{tr("Cannot check the server"), tr("it has no counters that tell of every change")};
    return counters;
}

std::optional<Error> MyValidator::ensure()
{
    if (m_connection && !m_connection->isLost())
        return std::nullopt;
    if (m_connection)
        lose();
    auto connection = MyConnection::open(m_server, kLimit);
    if (!connection)
        return connection.error();
    ServerPatience patience(kLimit, *m_server.cancellation);
    const auto settings = MySettings::read(*connection.value(), m_server.target, patience);
    if (!settings)
        return settings.error();
    m_connection = std::move(connection.value());
    m_identity = settings.value().identity;
    return std::nullopt;
}

void MyValidator::lose()
{
    m_connection.reset();
    m_counters.clear();
    m_server.incarnation->renew();
}

} // namespace larder
