#pragma once

#include "tests/support/testsession.h"

#include <QTest>

namespace larder::test {

using EndConnections = std::function<void()>;

/// Fails the test where @p session, on a server with the table "t" of one number "a", does not tell that its
/// transaction is gone although nobody uses it.
inline void tellsThatAnIdleTransactionIsLost(TestSession& session, const EndConnections& endConnections)
{
    QVERIFY(!session.run("BEGIN").error);
    QVERIFY(!session.run("INSERT INTO t VALUES (1)").error);
    const QueryService& service = session.engine().service();
    QVERIFY(!service.session(session.connection()).lost);
    endConnections();
    QTRY_VERIFY_WITH_TIMEOUT(service.session(session.connection()).lost, 60'000);
    QVERIFY(service.session(session.connection()).inTransaction);
    // It is no reason to begin anew in silence.
    QCOMPARE(int(session.run("SELECT a FROM t").error->kind), int(ErrorKind::ConnectionLost));
    QVERIFY(!service.session(session.connection()).inTransaction);
    QVERIFY(!service.session(session.connection()).lost);
}

/// Fails the test where a loss is called a change: of the rows of @p hit, which answered "SELECT a FROM t"
/// from the cache, or of the next run of that, which is @p lost.
inline void doesNotCallALossAChange(
    TestSession& session, const RunOutcome& hit, const EndConnections& endConnections, RunOutcome& lost)
{
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QueryService& service = session.engine().service();
    endConnections();
    QTRY_COMPARE_WITH_TIMEOUT((service.check(session.connection()), int(service.standing(*hit.basis).state)),
        int(Standing::State::ConnectionLost), 60'000);
    lost = session.run("SELECT a FROM t");
    QVERIFY(lost.error);
    QCOMPARE(int(lost.provenance.reason.code), int(ReasonCode::ValidatorUnknown));
}

} // namespace larder::test
