#pragma once

#include "models/schemanode.h"

#include <QIcon>
#include <QStyledItemDelegate>

#include <map>

namespace larder {

/// Paints a line of the schema tree: icon, name, and behind it the detail in a fainter colour.
class SchemaDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit SchemaDelegate(QObject* parent);

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    std::map<SchemaNode::Kind, QIcon> m_icons;
};

} // namespace larder
