/** The pages' data for machines, as schema.org has it. */
import type { SnapshotServer } from '../../db/snapshot.ts';
import { absolute, safeUrl, serverPath } from '../paths.ts';

export interface Question {
  question: string;
  answer: string;
}

const CONTEXT = 'https://schema.org';

export function breadcrumbData(trail: { name: string; path: string }[]): object {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, path }, index) => ({ '@type': 'ListItem', position: index + 1, name, item: absolute(path) })),
  };
}

export function faqData(questions: readonly Question[]): object {
  return {
    '@type': 'FAQPage',
    mainEntity: questions.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  };
}

export function softwareData(server: SnapshotServer, description: string): object {
  return {
    '@type': 'SoftwareApplication',
    name: server.title,
    alternateName: server.manifest.name,
    description,
    applicationCategory: 'DeveloperApplication',
    softwareVersion: server.manifest.version,
    url: absolute(serverPath(server.slug)),
    sameAs: [safeUrl(server.manifest.repository?.url), safeUrl(server.manifest.websiteUrl)].filter((url) => url !== undefined),
  };
}

export function graph(...nodes: object[]): object {
  return { '@context': CONTEXT, '@graph': nodes };
}
