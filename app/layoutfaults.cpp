#include "app/layoutfaults.h"

#include "ui/elidedlabel.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QStyle>
#include <QTabBar>
#include <QTableView>

namespace larder {

namespace {

QString faultOf(const QLabel& label)
{
    if (qobject_cast<const ElidedLabel*>(&label))
        return {};
    if (label.text().isEmpty())
        return label.pixmap(Qt::ReturnByValue).isNull() ? QStringLiteral("is empty") : QString();
    const QSize wanted = label.sizeHint();
    const bool fits = label.wordWrap() ? label.height() >= label.heightForWidth(label.width())
                                       : label.width() >= wanted.width() && label.height() >= wanted.height();
    return fits ? QString() : QStringLiteral("is cut: %1").arg(label.text());
}

QString faultOf(const QAbstractButton& button)
{
    // Those that Qt puts into its own widgets.
    const bool isPart = qobject_cast<const QLineEdit*>(button.parentWidget())
        || qobject_cast<const QTabBar*>(button.parentWidget())
        || qobject_cast<const QAbstractItemView*>(button.parentWidget())
        || button.objectName().startsWith(QStringLiteral("qt_"));
    if (isPart)
        return {};
    if (button.text().isEmpty() && button.icon().isNull())
        return QStringLiteral("is empty");
    const QSize wanted = button.sizeHint();
    const bool fits = button.width() >= wanted.width() && button.height() >= wanted.height();
    return fits ? QString() : QStringLiteral("is cut: %1").arg(button.text());
}

QString faultOf(const QComboBox& box)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    const QRect field
        = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    const bool fits = box.fontMetrics().horizontalAdvance(box.currentText()) <= field.width();
    return fits ? QString() : QStringLiteral("is cut: %1").arg(box.currentText());
}

QString faultOf(const QTableView& table)
{
    const QHeaderView& header = *table.horizontalHeader();
    QStringList cut;
    for (int column = 0; header.isVisibleTo(&table) && column < header.count(); ++column) {
        if (!header.isSectionHidden(column) && header.sectionSize(column) < header.sectionSizeHint(column))
            cut << table.model()->headerData(column, Qt::Horizontal).toString();
    }
    return cut.isEmpty() ? QString()
                         : QStringLiteral("has cut titles: %1").arg(cut.join(QStringLiteral(", ")));
}

QString faultOf(const QTabBar& bar)
{
    return bar.width() >= bar.sizeHint().width() ? QString() : QStringLiteral("has no room for its tabs");
}

QString faultOf(const QWidget& widget)
{
    if (const auto* const label = qobject_cast<const QLabel*>(&widget))
        return faultOf(*label);
    if (const auto* const button = qobject_cast<const QAbstractButton*>(&widget))
        return faultOf(*button);
    if (const auto* const box = qobject_cast<const QComboBox*>(&widget))
        return faultOf(*box);
    if (const auto* const table = qobject_cast<const QTableView*>(&widget))
        return faultOf(*table);
    if (const auto* const bar = qobject_cast<const QTabBar*>(&widget))
        return faultOf(*bar);
    return {};
}

} // namespace

QStringList layoutFaults(const QWidget& panel)
{
    QStringList faults;
    for (const QWidget* const widget : panel.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&panel))
            continue;
        if (const QString fault = faultOf(*widget); !fault.isEmpty())
            faults << QStringLiteral("%1 %2 %3")
                          .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                              fault);
    }
    return faults;
}

} // namespace larder
