#pragma once

#include "tests/support/testsession.h"

#include <QTest>

namespace larder::test {

/// Fails the test where @p session, on a server with the table "t" of one column "v" and the one value 1,
/// does not tell of rows that a ROLLBACK TO takes back.
inline void checkTheWayBackToASavepoint(TestSession& session)
{
    for (const char* const sql : {"BEGIN", "SAVEPOINT a", "UPDATE t SET v = 2"})
        QVERIFY(!session.run(sql).error);
    const auto state = [&session](const RunOutcome& outcome) {
        return session.engine().service().standing(*outcome.basis).state;
    };
    const RunOutcome rows = session.run("SELECT v FROM t");
    QCOMPARE(TestSession::rows(rows.result), QByteArray("2"));
    QCOMPARE(state(rows), Standing::State::Holds);
    QVERIFY(session.run("SELECT nosuch").error);
    QVERIFY(!session.run("ROLLBACK TO a").error);
    QCOMPARE(state(rows), Standing::State::TakenBack);
    const RunOutcome anew = session.run("SELECT v FROM t");
    QCOMPARE(TestSession::rows(anew.result), QByteArray("1"));
    QCOMPARE(state(anew), Standing::State::Holds);
}

} // namespace larder::test
