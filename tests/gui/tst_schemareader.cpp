#include "models/schemamodel.h"
#include "tests/support/myserver.h"
#include "tests/support/pgtest.h"
#include "tests/support/serverprogram.h"
#include "tests/support/stoppedserver.h"
#include "ui/panels.h"
#include "ui/schemadock.h"

#include <QTreeView>

using namespace larder;
using test::ServerProgram;
using namespace std::chrono_literals;

namespace {

/// What stands in the tree, from @p parent on, a line each.
QStringList linesOf(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines << index.data().toString();
        lines << linesOf(model, index);
    }
    return lines;
}

} // namespace

/// The tree of the window and what other programs do to a database meanwhile.
class TestSchemaReader : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_name = server().newDatabase();
        server().exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1); GRANT SELECT ON t TO PUBLIC", m_name);
    }

    void followsAServer();
    void followsMariaDb();
    void keepsWhatIsOpenInTheTree();
    void isAsOldAsBeforeWhereItCannotBeRead();
    void saysThatTheServerAnswersNoChecks();
    void asksNothingIfNobodyWantsIt();

private:
    [[nodiscard]] static QTreeView& treeOf(ServerProgram& program)
    {
        return *program.panels().schema().findChild<QTreeView*>();
    }
    [[nodiscard]] static bool shows(ServerProgram& program, const QString& line)
    {
        return linesOf(*treeOf(program).model()).contains(line);
    }
    [[nodiscard]] static QModelIndex connectionLine(ServerProgram& program)
    {
        return treeOf(program).model()->index(0, 0);
    }
    [[nodiscard]] static QString toolTip(ServerProgram& program)
    {
        return connectionLine(program).data(Qt::ToolTipRole).toString();
    }
    /// That the tables of @p program, on a server where @p exec runs a statement, are those of the server.
    template <typename Exec>
    void follows(ServerProgram& program, const Exec& exec)
    {
        QTRY_VERIFY_WITH_TIMEOUT(shows(program, QStringLiteral("t")), 60'000);
        exec("CREATE TABLE born(a int)");
        QTRY_VERIFY_WITH_TIMEOUT(shows(program, QStringLiteral("born")), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(toolTip(program).contains(QStringLiteral("Nothing had changed")), 60'000);
        exec("DROP TABLE born");
        QTRY_VERIFY_WITH_TIMEOUT(!shows(program, QStringLiteral("born")), 60'000);
        QVERIFY(shows(program, QStringLiteral("t")));
    }

    QString m_name;
};

void TestSchemaReader::followsAServer()
{
    ServerProgram program(server().address(m_name), 1s);
    follows(program, [this](const QByteArray& sql) { server().exec(sql, m_name); });
}

void TestSchemaReader::followsMariaDb()
{
    if (!test::MyServer::isInstalled())
        QSKIP("the programs of MariaDB's server are not installed");
    test::MyServer other;
    QVERIFY(other.isRunning());
    const QString name = other.newDatabase();
    other.exec("CREATE TABLE t(a int)", name);
    ServerProgram program(other.address(name), 1s);
    follows(program, [&](const QByteArray& sql) { other.exec(sql, name); });
}

void TestSchemaReader::keepsWhatIsOpenInTheTree()
{
    ServerProgram program(server().address(m_name), 1s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(program, QStringLiteral("t")), 60'000);
    QTreeView& tree = treeOf(program);
    const auto lineOf = [&](const QString& text) {
        return tree.model()->match(
            tree.model()->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly | Qt::MatchRecursive);
    };
    const QPersistentModelIndex table(lineOf(QStringLiteral("t")).value(0));
    QVERIFY(table.isValid());
    tree.setExpanded(table, true);
    tree.setCurrentIndex(table);
    server().exec("CREATE TABLE a_first(a int)", m_name);
    QTRY_VERIFY_WITH_TIMEOUT(shows(program, QStringLiteral("a_first")), 60'000);
    QVERIFY(table.isValid());
    QVERIFY(tree.isExpanded(table));
    QCOMPARE(tree.currentIndex(), QModelIndex(table));
}

void TestSchemaReader::isAsOldAsBeforeWhereItCannotBeRead()
{
    server().exec("CREATE ROLE guest LOGIN", m_name);
    ServerProgram program(server().address(m_name, QStringLiteral("guest")), 1s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(program, QStringLiteral("t")), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(toolTip(program).contains(QStringLiteral("Nothing had changed")), 60'000);
    const auto readAt
        = [&program] { return toolTip(program).section(QStringLiteral("Read at "), 1).left(8); };
    const QString before = readAt();
    server().exec("REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC", m_name);
    const auto lines = [&program] { return linesOf(*treeOf(program).model()); };
    QTRY_VERIFY_WITH_TIMEOUT(!lines().filter(QStringLiteral("permission denied")).isEmpty(), 60'000);
    QTest::qWait(3'500);
    QVERIFY(shows(program, QStringLiteral("t")));
    QCOMPARE(readAt(), before);
    QVERIFY2(!toolTip(program).contains(QStringLiteral("Nothing had changed")), qPrintable(toolTip(program)));
    server().exec("GRANT SELECT ON pg_catalog.pg_class TO PUBLIC", m_name);
    QTRY_VERIFY_WITH_TIMEOUT(lines().filter(QStringLiteral("permission denied")).isEmpty(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(toolTip(program).contains(QStringLiteral("Nothing had changed")), 60'000);
    QVERIFY(readAt() != before);
}

void TestSchemaReader::saysThatTheServerAnswersNoChecks()
{
    ServerProgram program(server().address(m_name), 1s);
    QTRY_VERIFY_WITH_TIMEOUT(toolTip(program).contains(QStringLiteral("Nothing had changed")), 60'000);
    const auto detail = [&] { return connectionLine(program).data(SchemaModel::DetailRole).toString(); };
    QCOMPARE(detail(), QString());
    {
        const test::StoppedServer stopped(server());
        QTRY_VERIFY_WITH_TIMEOUT(detail().startsWith(QStringLiteral("as of ")), 60'000);
        QVERIFY2(toolTip(program).contains(QStringLiteral("can't be checked: the server does not answer")),
            qPrintable(toolTip(program)));
        QVERIFY(shows(program, QStringLiteral("t")));
    }
    QTRY_COMPARE_WITH_TIMEOUT(detail(), QString(), 60'000);
}

void TestSchemaReader::asksNothingIfNobodyWantsIt()
{
    ServerProgram program(server().address(m_name), 0s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(program, QStringLiteral("t")), 60'000);
    server().exec("CREATE TABLE born(a int)", m_name);
    QTest::qWait(2'500);
    QVERIFY(!shows(program, QStringLiteral("born")));
}

QTEST_MAIN(TestSchemaReader)
#include "tst_schemareader.moc"
