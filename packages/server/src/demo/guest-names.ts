/** Invented guests from the countries that a Lisbon hotel knows best. */
export const GUEST_NAMES: readonly string[] = [
  'Ana Sousa', 'João Ferreira', 'Beatriz Almeida', 'Tomás Pires', 'Leonor Cardoso', 'Duarte Nogueira', 'Mafalda Teixeira', 'Gonçalo Brito',
  'Oliver Hughes', 'Amelia Carter', 'Harry Whitfield', 'Isla Bennett', 'Callum Fraser', 'Niamh Doyle', 'Fionn Gallagher', 'Rhys Morgan',
  'Camille Laurent', 'Hugo Moreau', 'Chloé Fontaine', 'Antoine Girard', 'Élise Marchand', 'Mathieu Lefèvre', 'Inès Roussel', 'Bastien Caron',
  'Lucía Navarro', 'Álvaro Serrano', 'Carmen Ibáñez', 'Javier Molina', 'Marta Vidal', 'Pablo Crespo', 'Nuria Ferrer', 'Iker Etxeberria',
  'Lena Hoffmann', 'Jonas Becker', 'Mia Schröder', 'Felix Krüger', 'Greta Lindemann', 'Moritz Vogel', 'Anneke de Vries', 'Bram Jansen',
  'Giulia Conti', 'Matteo Ricci', 'Chiara Lombardi', 'Davide Greco', 'Sofie Nielsen', 'Anders Holm', 'Ingrid Solberg', 'Elsa Lindqvist',
  'Emily Parker', 'Jacob Sullivan', 'Madison Reed', 'Ethan Brooks', 'Larissa Moraes', 'Thiago Barbosa', 'Camila Rocha', 'Rafael Azevedo',
  'Priya Nair', 'Arjun Mehta', 'Ananya Iyer', 'Kavita Deshmukh', 'Yuki Tanaka', 'Haruto Mori', 'Min-ji Park', 'Li Wei',
  'Layla Haddad', 'Omar Khalil', 'Noor Mansour', 'Zeynep Aydın', 'Katarzyna Wójcik', 'Piotr Zieliński', 'Zoltán Kovács', 'Eszter Nagy',
];
