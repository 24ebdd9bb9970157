import React from 'react';
import type { QueryEditorProps } from '@grafana/data';
import type { VedetteDataSource } from '../datasource';
import { ANNOTATION_KINDS, type VedetteOptions, type VedetteQuery } from '../types';
import { QueryEditor } from './QueryEditor';

/** The query editor with the kinds that annotations are made of. */
export function AnnotationEditor(props: QueryEditorProps<VedetteDataSource, VedetteQuery, VedetteOptions>) {
  return <QueryEditor {...props} kinds={ANNOTATION_KINDS} />;
}
