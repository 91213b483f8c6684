#include "ui/schemadelegate.h"

#include "models/schemamodel.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>
#include <QWidget>

using namespace larder;

namespace {

QPalette paletteOf(const QColor& highlight, const QColor& highlightedText)
{
    QPalette palette;
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, highlightedText);
    return palette;
}

} // namespace

class TestSchemaDelegate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void iconsOfSelectedLinesCanBeSeen_data();
    void iconsOfSelectedLinesCanBeSeen();
};

void TestSchemaDelegate::iconsOfSelectedLinesCanBeSeen_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << paletteOf(QColor(0x30, 0x8c, 0xc6), Qt::white);
    QTest::newRow("dark") << paletteOf(QColor(0x2a, 0x82, 0xda), Qt::black);
}

void TestSchemaDelegate::iconsOfSelectedLinesCanBeSeen()
{
    QFETCH(QPalette, palette);
    QStandardItemModel model(1, 1);
    QWidget widget;
    widget.setPalette(palette);
    const SchemaDelegate delegate(nullptr);
    for (const auto kind : {SchemaNode::Kind::Connection, SchemaNode::Kind::Table,
             SchemaNode::Kind::KeyColumn, SchemaNode::Kind::Index}) {
        model.setData(model.index(0, 0), int(kind), SchemaModel::KindRole);
        QImage image(100, 20, QImage::Format_RGB32);
        image.fill(palette.color(QPalette::Highlight));
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.initFrom(&widget);
        option.widget = &widget;
        option.rect = image.rect();
        option.state = QStyle::State_Enabled | QStyle::State_Active | QStyle::State_Selected;
        delegate.paint(&painter, option, model.index(0, 0));
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < 24; ++x) {
                const int away
                    = std::abs(qGray(image.pixel(x, y)) - qGray(palette.color(QPalette::Highlight).rgb()));
                drawn += away > 60 ? 1 : 0;
            }
        }
        QVERIFY2(drawn >= 15, qPrintable(QStringLiteral("kind %1: %2").arg(int(kind)).arg(drawn)));
    }
}

QTEST_MAIN(TestSchemaDelegate)
#include "tst_schemadelegate.moc"
