#include "ui/readablestyle.h"

#include "ui/syntaxcolors.h"

#include <QPainter>
#include <QRegularExpression>
#include <QStyleOptionButton>
#include <QTest>

using namespace larder;

namespace {

/// As a desktop hands it over, with texts that stand in for others as faint as Qt makes them.
QPalette theme(const QColor& window, const QColor& base, const QColor& text)
{
    QPalette palette(text, window, window.lighter(), window.darker(), window, text, base);
    palette.setColor(QPalette::PlaceholderText, QColor(text.red(), text.green(), text.blue(), 60));
    return palette;
}

} // namespace

class TestReadableStyle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void textsThatStandInForOthersCanBeRead_data();
    void textsThatStandInForOthersCanBeRead();
    void theyAreFainterThanWhatWasTyped();
    void checkBoxesHaveAFrame_data();
    void checkBoxesHaveAFrame();
};

void TestReadableStyle::textsThatStandInForOthersCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme(QColor(0xef, 0xef, 0xef), Qt::white, Qt::black);
    QTest::newRow("grey text on light")
        << theme(QColor(0xf0, 0xf0, 0xf0), Qt::white, QColor(0x50, 0x50, 0x50));
    QTest::newRow("dark") << theme(
        QColor(0x31, 0x36, 0x3b), QColor(0x23, 0x26, 0x29), QColor(0xef, 0xf0, 0xf1));
    QTest::newRow("black") << theme(Qt::black, Qt::black, Qt::white);
    QTest::newRow("grey") << theme(QColor(0x53, 0x53, 0x53), QColor(0x45, 0x45, 0x45), Qt::white);
}

void TestReadableStyle::textsThatStandInForOthersCanBeRead()
{
    QFETCH(QPalette, palette);
    ReadableStyle style(QStringLiteral("fusion"));
    style.polish(palette);
    for (const auto group : {QPalette::Active, QPalette::Inactive}) {
        const QColor text = palette.color(group, QPalette::PlaceholderText);
        QCOMPARE(text.alpha(), 255);
        for (const auto ground : {QPalette::Base, QPalette::Window}) {
            const double contrast = contrastOf(text, palette.color(group, ground));
            QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
        }
    }
}

void TestReadableStyle::theyAreFainterThanWhatWasTyped()
{
    QPalette palette = theme(QColor(0x31, 0x36, 0x3b), QColor(0x23, 0x26, 0x29), Qt::white);
    ReadableStyle style(QStringLiteral("fusion"));
    style.polish(palette);
    const QColor base = palette.color(QPalette::Base);
    QVERIFY(contrastOf(palette.color(QPalette::PlaceholderText), base)
        < contrastOf(palette.color(QPalette::Text), base) / 1.5);
}

void TestReadableStyle::checkBoxesHaveAFrame_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("dark") << theme(
        QColor(0x31, 0x36, 0x3b), QColor(0x23, 0x26, 0x29), QColor(0xef, 0xf0, 0xf1));
    QTest::newRow("black") << theme(Qt::black, Qt::black, Qt::white);
}

void TestReadableStyle::checkBoxesHaveAFrame()
{
    QFETCH(QPalette, palette);
    const ReadableStyle style(QStringLiteral("fusion"));
    QStyleOptionButton box;
    box.palette = palette;
    box.rect = {4, 4, 14, 14};
    box.state = QStyle::State_Enabled | QStyle::State_Off;
    const QColor window = palette.color(QPalette::Window);
    QImage picture(22, 22, QImage::Format_RGB32);
    picture.fill(window);
    QPainter painter(&picture);
    style.drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter);
    painter.end();
    for (const QPoint edge : {QPoint(11, 4), QPoint(11, 17), QPoint(4, 11), QPoint(17, 11)}) {
        const double contrast = contrastOf(picture.pixelColor(edge), window);
        QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
    }
}

QTEST_MAIN(TestReadableStyle)
#include "tst_readablestyle.moc"
