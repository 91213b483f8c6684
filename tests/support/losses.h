#pragma once

#include "tests/support/testsession.h"

#include <QTest>

#include <algorithm>

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

/// Fails the test where @p outcome is an error, or does not say, as @p isTold wants it, that it went over
/// another connection than the one before.
inline void wentOverANewConnection(const RunOutcome& outcome, bool isTold = true)
{
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(errorText(*outcome.error)) : "");
    const bool tells = std::ranges::any_of(outcome.notices,
        [](const QString& notice) { return notice.contains(QStringLiteral("a new one takes its place")); });
    QCOMPARE(tells, isTold);
}

/// Fails the test where a connection of @p session that ended while nobody used it, on a server with the
/// table "t" of one number "a", is not told of once by the next statement, which goes over a new one.
inline void connectsAnewAndTellsIt(TestSession& session, const EndConnections& endConnections)
{
    QVERIFY(!session.run("SELECT a FROM t").error);
    QVERIFY(!session.run("UPDATE t SET a = 2").error);
    endConnections();
    wentOverANewConnection(session.run("SELECT a FROM t"));
    wentOverANewConnection(session.run("UPDATE t SET a = 3"), false);
    endConnections();
    wentOverANewConnection(session.run("UPDATE t SET a = 4"));
    wentOverANewConnection(session.run("SELECT a FROM t"), false);
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
    QVERIFY(!lost.error);
    QCOMPARE(int(lost.provenance.reason.code), int(ReasonCode::ValidatorUnknown));
}

} // namespace larder::test
