#include "ui/sqleditor.h"

#include <QMimeData>
#include <QRegularExpression>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace larder;

namespace {

constexpr int kStatementIndicator = 8;
constexpr int kErrorIndicator = 9;

/// A window with an editor that has the focus.
class Fixture
{
public:
    explicit Fixture(const QByteArray& text = {}) : editor(*new SqlEditor(&window))
    {
        auto* const layout = new QVBoxLayout(&window);
        layout->addWidget(&editor);
        editor.setUtf8Text(text);
        window.resize(600, 300);
        window.show();
        window.activateWindow();
        editor.setFocus();
    }

    void moveTo(qsizetype position)
    {
        editor.SendScintilla(QsciScintilla::SCI_GOTOPOS, static_cast<unsigned long>(position));
    }

    void select(qsizetype begin, qsizetype end)
    {
        editor.SendScintilla(QsciScintilla::SCI_SETSEL, static_cast<unsigned long>(begin), long(end));
    }

    /// The text under an indicator; empty if there is none.
    [[nodiscard]] QByteArray marked(int indicator) const
    {
        QByteArray found;
        const QByteArray text = editor.utf8Text();
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (editor.SendScintilla(
                    QsciScintilla::SCI_INDICATORVALUEAT, static_cast<unsigned long>(indicator), long(i)))
                found += text[i];
        }
        return found;
    }

    QWidget window;
    SqlEditor& editor;
};

} // namespace

Q_DECLARE_METATYPE(larder::SqlDialect)

class TestSqlEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scrollsBackWhenALongLineHasGone_data();
    void scrollsBackWhenALongLineHasGone();
    void keepsBytesOfText_data();
    void keepsBytesOfText();
    void findsStatementAtCursor();
    void findsStatementBehindTextOutsideAscii();
    void prefersSelection();
    void cutsSelectionIntoStatements();
    void findsNothingInEmptyText();
    void listsAllStatements();
    void followsDialect();
    void marksStatementThatWouldRun();
    void movesMarkWithCursor();
    void marksNothingBesidesSelection();
    void doesNotMarkHugeText();
    void underlinesTokenAtError_data();
    void underlinesTokenAtError();
    void clearsErrorOnEdit();
    void leavesKeysToTheWindow_data();
    void leavesKeysToTheWindow();
    void leavesTextAloneForFreedKeys_data();
    void leavesTextAloneForFreedKeys();
    void togglesComments();
    void commentsLinesOfSelection();
    void widensMarginForLineNumbers();
    void zoomsWithWheel();
    void redoesWithBothKeys();
    void undoesReplacedText();
    void leavesDroppedFilesToTheWindow();
    void takesTenMegabytes();
};

void TestSqlEditor::init()
{
    // All warnings but those of the offscreen platform about itself.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

void TestSqlEditor::scrollsBackWhenALongLineHasGone_data()
{
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<bool>("byHand");
    QTest::addColumn<bool>("scrolled");
    const QByteArray longText = "SELECT '" + QByteArray(500, 'x') + "'";
    QTest::newRow("short text") << QByteArray("SELECT 1") << false << false;
    QTest::newRow("short text, pasted") << QByteArray("SELECT 1") << true << false;
    QTest::newRow("long text") << longText << false << false;
    QTest::newRow("long text, pasted") << longText << true << true;
}

void TestSqlEditor::scrollsBackWhenALongLineHasGone()
{
    QFETCH(QByteArray, now);
    QFETCH(bool, byHand);
    QFETCH(bool, scrolled);
    const QByteArray longLine(1'000, 'x');
    Fixture fixture(longLine);
    fixture.moveTo(longLine.size());
    QVERIFY(fixture.editor.SendScintilla(QsciScintilla::SCI_GETXOFFSET) > 0);
    if (byHand) {
        fixture.select(0, longLine.size());
        fixture.editor.SendScintilla(QsciScintilla::SCI_REPLACESEL, now.constData());
    } else {
        fixture.editor.setUtf8Text(now);
    }
    QCOMPARE(fixture.editor.SendScintilla(QsciScintilla::SCI_GETXOFFSET) > 0, scrolled);
}

void TestSqlEditor::keepsBytesOfText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("unicode") << QByteArray("SELECT 'Zoë 日本 🙂'");
    QTest::newRow("windows line ends") << QByteArray("SELECT 1;\r\nSELECT 2\r\n");
    QTest::newRow("tabs") << QByteArray("\tSELECT\t1");
    QTest::newRow("nul") << QByteArray("SELECT '\0' || 1", 15);
    QTest::newRow("not utf-8") << QByteArray("SELECT '\xe9\xff'");
}

void TestSqlEditor::keepsBytesOfText()
{
    QFETCH(const QByteArray, text);
    Fixture fixture(QByteArray("something before"));
    fixture.editor.setUtf8Text(text);
    QCOMPARE(fixture.editor.utf8Text(), text);
    QVERIFY(!fixture.window.grab().isNull());
}

void TestSqlEditor::findsStatementAtCursor()
{
    Fixture fixture("SELECT 1;\n\nSELECT 2\n  FROM t\n\n  WHERE a;\nSELECT 3;");
    fixture.moveTo(13);
    const auto statement = fixture.editor.statementToRun();
    QVERIFY(statement);
    QCOMPARE(statement->sql, QByteArray("SELECT 2\n  FROM t\n\n  WHERE a"));
    QCOMPARE(statement->offset, 11);
}

void TestSqlEditor::findsStatementBehindTextOutsideAscii()
{
    const QByteArray text("SELECT '日本🙂';\nSELECT 2;");
    Fixture fixture(text);
    fixture.moveTo(text.size() - 2);
    const auto statement = fixture.editor.statementToRun();
    QVERIFY(statement);
    QCOMPARE(statement->sql, QByteArray("SELECT 2"));
    QCOMPARE(statement->offset, text.indexOf("SELECT 2"));
}

void TestSqlEditor::prefersSelection()
{
    Fixture fixture("SELECT * FROM (SELECT 2) x; SELECT 3;");
    fixture.select(15, 23);
    QCOMPARE(fixture.editor.statementToRun(), (SqlEditor::EditorStatement{"SELECT 2", 15}));
    fixture.select(27, 37);
    QCOMPARE(fixture.editor.statementToRun(), (SqlEditor::EditorStatement{"SELECT 3", 28}));
}

void TestSqlEditor::cutsSelectionIntoStatements()
{
    Fixture fixture("SELECT 1; SELECT 2; SELECT 3;");
    fixture.select(0, 19);
    QCOMPARE(fixture.editor.statementToRun()->sql, QByteArray("SELECT 1; SELECT 2"));
    const auto statements = fixture.editor.statementsToRun();
    QCOMPARE(statements.size(), size_t(2));
    QCOMPARE(statements[1], (SqlEditor::EditorStatement{"SELECT 2", 10}));
}

void TestSqlEditor::findsNothingInEmptyText()
{
    Fixture fixture("  \n");
    QVERIFY(!fixture.editor.statementToRun());
    QVERIFY(fixture.editor.allStatements().empty());
    fixture.select(0, 2);
    QVERIFY(!fixture.editor.statementToRun());
}

void TestSqlEditor::listsAllStatements()
{
    const Fixture fixture("SELECT ';';\n-- note\nSELECT 2");
    const auto statements = fixture.editor.allStatements();
    QCOMPARE(statements.size(), size_t(2));
    QCOMPARE(statements[0], (SqlEditor::EditorStatement{"SELECT ';'", 0}));
    QCOMPARE(statements[1].sql, QByteArray("-- note\nSELECT 2"));
}

void TestSqlEditor::followsDialect()
{
    Fixture fixture("SELECT $$a;b$$; SELECT 2");
    QCOMPARE(fixture.editor.allStatements().size(), size_t(3));
    fixture.editor.setDialect(SqlDialect::PostgreSql);
    QCOMPARE(fixture.editor.allStatements().size(), size_t(2));
}

void TestSqlEditor::marksStatementThatWouldRun()
{
    const Fixture fixture("SELECT 1;\nSELECT 2;");
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("SELECT 1"));
}

void TestSqlEditor::movesMarkWithCursor()
{
    Fixture fixture("SELECT 1;\nSELECT 2;");
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("SELECT 1"));
    QTest::keyClick(&fixture.editor, Qt::Key_Down);
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("SELECT 2"));
    QTest::keyClicks(&fixture.editor, QStringLiteral("x"));
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("xSELECT 2"));
}

void TestSqlEditor::marksNothingBesidesSelection()
{
    Fixture fixture("SELECT 1;\nSELECT 2;");
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("SELECT 1"));
    QTest::keyClick(&fixture.editor, Qt::Key_Right, Qt::ShiftModifier);
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray());
    QTest::keyClick(&fixture.editor, Qt::Key_Right);
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("SELECT 1"));
}

void TestSqlEditor::doesNotMarkHugeText()
{
    Fixture fixture("SELECT 1;");
    QTRY_COMPARE(fixture.marked(kStatementIndicator), QByteArray("SELECT 1"));
    fixture.editor.setUtf8Text("SELECT 1;" + QByteArray(1'100'000, ' '));
    QTest::qWait(80);
    QCOMPARE(fixture.editor.SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, 8UL, 0L), 0L);
}

void TestSqlEditor::underlinesTokenAtError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("start of word") << QByteArray("SELEC 1") << 0 << QByteArray("SELEC");
    QTest::newRow("inside of word") << QByteArray("SELECT nosuch FROM t") << 9 << QByteArray("nosuch");
    QTest::newRow("blank before") << QByteArray("SELECT  nosuch") << 6 << QByteArray("nosuch");
    QTest::newRow("behind the end") << QByteArray("SELECT 1 +") << 99 << QByteArray("+");
    QTest::newRow("outside of ascii") << QByteArray("SELECT 'é', größe") << 12 << QByteArray("größe");
    QTest::newRow("quote over lines") << QByteArray("SELECT 'a\nb") << 7 << QByteArray("'a");
    QTest::newRow("empty text") << QByteArray() << 0 << QByteArray();
}

void TestSqlEditor::underlinesTokenAtError()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, offset);
    Fixture fixture(text);
    fixture.editor.markError(offset);
    QTEST(fixture.marked(kErrorIndicator), "token");
    fixture.editor.clearError();
    QCOMPARE(fixture.marked(kErrorIndicator), QByteArray());
}

void TestSqlEditor::clearsErrorOnEdit()
{
    Fixture fixture("SELEC 1");
    fixture.editor.markError(0);
    QTest::keyClick(&fixture.editor, Qt::Key_End);
    QCOMPARE(fixture.marked(kErrorIndicator), QByteArray("SELEC"));
    QTest::keyClicks(&fixture.editor, QStringLiteral("2"));
    QCOMPARE(fixture.marked(kErrorIndicator), QByteArray());
}

void TestSqlEditor::leavesKeysToTheWindow_data()
{
    QTest::addColumn<QKeySequence>("keys");
    for (const char* const keys :
        {"Ctrl+Return", "Ctrl+Shift+Return", "F9", "F5", "Ctrl+F5", "Esc", "Ctrl+T", "Ctrl+W", "Ctrl+O",
            "Ctrl+Shift+N", "Ctrl+E", "Ctrl+Shift+P", "Ctrl+F", "Ctrl+H", "Ctrl+L", "Ctrl+D", "Alt+1"})
        QTest::newRow(keys) << QKeySequence(QLatin1String(keys));
}

void TestSqlEditor::leavesKeysToTheWindow()
{
    QFETCH(const QKeySequence, keys);
    Fixture fixture("SELECT 1;\nSELECT 2;");
    QTRY_VERIFY(fixture.editor.hasFocus());
    const QShortcut shortcut(keys, &fixture.window);
    const QSignalSpy activations(&shortcut, &QShortcut::activated);
    QTest::keyClick(&fixture.editor, keys[0].key(), keys[0].keyboardModifiers());
    QCOMPARE(activations.size(), 1);
    QCOMPARE(fixture.editor.utf8Text(), QByteArray("SELECT 1;\nSELECT 2;"));
}

void TestSqlEditor::leavesTextAloneForFreedKeys_data()
{
    leavesKeysToTheWindow_data();
}

void TestSqlEditor::leavesTextAloneForFreedKeys()
{
    QFETCH(const QKeySequence, keys);
    Fixture fixture("SELECT 1;\nSELECT 2;");
    QTest::keyClick(&fixture.editor, keys[0].key(), keys[0].keyboardModifiers());
    QCOMPARE(fixture.editor.utf8Text(), QByteArray("SELECT 1;\nSELECT 2;"));
}

void TestSqlEditor::togglesComments()
{
    Fixture fixture("  SELECT 1;\nSELECT 2;");
    QTest::keyClick(&fixture.editor, Qt::Key_Slash, Qt::ControlModifier);
    QCOMPARE(fixture.editor.utf8Text(), QByteArray("  -- SELECT 1;\nSELECT 2;"));
    QTest::keyClick(&fixture.editor, Qt::Key_Slash, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(fixture.editor.utf8Text(), QByteArray("  SELECT 1;\nSELECT 2;"));
}

void TestSqlEditor::commentsLinesOfSelection()
{
    const QByteArray before("SELECT 1\n\n    --FROM t\n  WHERE a;\nSELECT 2");
    Fixture fixture(before);
    fixture.select(0, before.indexOf("SELECT 2"));
    fixture.editor.toggleComment();
    QCOMPARE(
        fixture.editor.utf8Text(), QByteArray("-- SELECT 1\n\n--     --FROM t\n--   WHERE a;\nSELECT 2"));
    fixture.editor.toggleComment();
    QCOMPARE(fixture.editor.utf8Text(), before);
    fixture.editor.undo();
    fixture.editor.undo();
    QCOMPARE(fixture.editor.utf8Text(), before);
}

void TestSqlEditor::widensMarginForLineNumbers()
{
    Fixture fixture("1");
    const int before = fixture.editor.marginWidth(0);
    fixture.editor.setUtf8Text(QByteArray(20'000, '\n'));
    QVERIFY(fixture.editor.marginWidth(0) > before);
}

void TestSqlEditor::zoomsWithWheel()
{
    Fixture fixture("SELECT 1");
    const int margin = fixture.editor.marginWidth(0);
    const QPointF place = fixture.editor.viewport()->rect().center();
    for (int i = 0; i < 4; ++i) {
        QWheelEvent event(place, fixture.editor.viewport()->mapToGlobal(place), {}, QPoint(0, 120),
            Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(fixture.editor.viewport(), &event);
    }
    QCOMPARE(fixture.editor.SendScintilla(QsciScintilla::SCI_GETZOOM), 4L);
    QVERIFY(fixture.editor.marginWidth(0) > margin);
}

void TestSqlEditor::redoesWithBothKeys()
{
    for (const auto& keys :
        {QKeyCombination(Qt::CTRL, Qt::Key_Y), QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_Z)}) {
        Fixture fixture;
        QTest::keyClicks(&fixture.editor, QStringLiteral("abc"));
        QTest::keyClick(&fixture.editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(fixture.editor.utf8Text(), QByteArray());
        QTest::keyClick(&fixture.editor, keys.key(), keys.keyboardModifiers());
        QCOMPARE(fixture.editor.utf8Text(), QByteArray("abc"));
    }
}

void TestSqlEditor::undoesReplacedText()
{
    Fixture fixture("first");
    QVERIFY(!fixture.editor.isUndoAvailable());
    fixture.editor.setUtf8Text("second");
    fixture.editor.undo();
    QCOMPARE(fixture.editor.utf8Text(), QByteArray("first"));
}

void TestSqlEditor::leavesDroppedFilesToTheWindow()
{
    Fixture fixture;
    QMimeData file;
    file.setUrls({QUrl(QStringLiteral("file:///tmp/shop.sqlite"))});
    QDragEnterEvent event({5, 5}, Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(fixture.editor.viewport(), &event);
    QVERIFY(!event.isAccepted());
}

void TestSqlEditor::takesTenMegabytes()
{
    const QByteArray text
        = QByteArray("SELECT 'some text', 12345, \"name\" FROM t; -- note\n").repeated(210'000);
    Fixture fixture(text);
    QVERIFY(fixture.editor.statementToRun());
    fixture.moveTo(text.size());
    QVERIFY(!fixture.window.grab().isNull());
    QTest::keyClicks(&fixture.editor, QStringLiteral("/*"));
    QVERIFY(!fixture.window.grab().isNull());
    fixture.moveTo(0);
    QTest::keyClicks(&fixture.editor, QStringLiteral("/*"));
    QVERIFY(!fixture.window.grab().isNull());
    QCOMPARE(fixture.editor.utf8Text().size(), text.size() + 4);
}

QTEST_MAIN(TestSqlEditor)
#include "tst_sqleditor.moc"
