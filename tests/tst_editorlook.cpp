#include "ui/editorlook.h"

#include <QFontDatabase>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestEditorLook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void paintsMarginsInThePalette();
    void widensTheMarginWithTheLines();
    void leavesTheWindowItsKeys();
};

void TestEditorLook::paintsMarginsInThePalette()
{
    QsciScintilla editor;
    editor.resize(300, 200);
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(30, 30, 30));
    dark.setColor(QPalette::Text, QColor(220, 220, 220));
    editor.setFolding(QsciScintilla::BoxedFoldStyle);
    applyEditorLook(editor, dark, QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const QImage painted = editor.viewport()->grab().toImage();
    // Below the only line the margins are empty.
    for (int x = 0; x < editor.marginWidth(0) + editor.marginWidth(2); ++x)
        QVERIFY(painted.pixelColor(x, painted.height() - 2).lightness() < 60);
}

void TestEditorLook::widensTheMarginWithTheLines()
{
    QsciScintilla editor;
    fitLineNumbers(editor);
    const int narrow = editor.marginWidth(0);
    editor.setText(QStringLiteral("\n").repeated(100'000));
    fitLineNumbers(editor);
    QVERIFY(editor.marginWidth(0) > narrow);
}

void TestEditorLook::leavesTheWindowItsKeys()
{
    QsciScintilla editor;
    QVERIFY(editor.standardCommands()->boundTo(QKeyCombination(Qt::CTRL, Qt::Key_T).toCombined()));
    freeWindowKeys(editor);
    QVERIFY(!editor.standardCommands()->boundTo(QKeyCombination(Qt::CTRL, Qt::Key_T).toCombined()));
    QVERIFY(!editor.standardCommands()->boundTo(int(Qt::Key_Escape)));
    QVERIFY(editor.standardCommands()->boundTo(QKeyCombination(Qt::CTRL, Qt::Key_C).toCombined()));
}

QTEST_MAIN(TestEditorLook)
#include "tst_editorlook.moc"
